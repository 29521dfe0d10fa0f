'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Refusal } from '@/app/_actions/user-action'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Length of an instant as a `datetime-local` input writes it, to the minute. */
const TO_THE_MINUTE = 16

/** From when a price holds: at once, or from an instant in UTC. */
export function PriceStartFields({ now, refusal }: { now: string; refusal: Refusal | null }) {
  const t = useTranslations('adminTariffs')
  const format = useFormatter()
  const [starts, setStarts] = useState('now')
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{t('starts')}</legend>
      <Checkbox
        type="radio"
        name="starts"
        value="now"
        checked={starts === 'now'}
        onChange={() => setStarts('now')}
        label={t('startsNow')}
        hint={t('startsNowHint', { now: format.dateTime(new Date(now), 'instant') })}
      />
      <Checkbox
        type="radio"
        name="starts"
        value="later"
        checked={starts === 'later'}
        onChange={() => setStarts('later')}
        label={t('startsLater')}
      />
      {starts === 'later' && (
        <Field
          label={t('startsAt')}
          hideLabel
          error={refusal?.field === 'effective_from' && t('refusedStart')}
          className="ml-7.5 sm:ml-7"
        >
          <Input
            type="datetime-local"
            name="effective_from"
            required
            min={now.slice(0, TO_THE_MINUTE)}
            suffix="UTC"
          />
        </Field>
      )}
    </fieldset>
  )
}
