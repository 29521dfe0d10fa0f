'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Refusal } from '@/app/_actions/user-action'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { EventType } from '@/lib/outbox/event'

/** The fields of an endpoint that show their own refusal. */
export const OWN_FIELDS = ['url', 'events'] as const

type EndpointFieldsProps = {
  refusal: Refusal | null
  /** What can be heard of. */
  eventTypes: readonly EventType[]
  /** Whether this is a sandbox, where any address is fine. */
  sandbox: boolean
  before?: { url: string; description: string; eventTypes: readonly EventType[] }
}

/** Where an endpoint is, what it is for, and what it hears of. */
export function EndpointFields({ refusal, eventTypes, sandbox, before }: EndpointFieldsProps) {
  const t = useTranslations('webhooks')
  const [isLimited, setLimited] = useState((before?.eventTypes.length ?? 0) > 0)
  return (
    <>
      <Field
        label={t('url')}
        hint={t(sandbox ? 'urlHint' : 'urlHintLive')}
        error={refusal?.field === 'url' && t('refusedUrl')}
      >
        <Input
          name="url"
          type="url"
          required
          maxLength={2048}
          autoComplete="off"
          placeholder="https://example.com/webhooks"
          defaultValue={before?.url ?? ''}
        />
      </Field>
      <Field label={t('description')} optional>
        <Input
          name="description"
          maxLength={200}
          autoComplete="off"
          defaultValue={before?.description ?? ''}
        />
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t('which')}</legend>
        <Checkbox
          type="radio"
          name="which"
          value="all"
          label={t('all')}
          hint={t('allHint')}
          checked={!isLimited}
          onChange={() => setLimited(false)}
        />
        <Checkbox
          type="radio"
          name="which"
          value="some"
          label={t('chosen')}
          hint={t('chosenHint')}
          checked={isLimited}
          onChange={() => setLimited(true)}
        />
        {isLimited && (
          <div className="mt-2 grid gap-x-4 border-l border-line pl-4 sm:ml-2 sm:grid-cols-2">
            {eventTypes.map((type) => (
              <Checkbox
                key={type}
                name="events"
                value={type}
                label={t(`events.${type}`)}
                hint={<TypeName type={type} />}
                defaultChecked={before?.eventTypes.includes(type) ?? false}
              />
            ))}
          </div>
        )}
        {refusal?.field === 'events' && (
          <p role="alert" className="mt-2 text-[0.8125rem]/5 font-medium text-danger">
            {t('refusedEvents')}
          </p>
        )}
      </fieldset>
    </>
  )
}

/** A type as integrators spell it; it may break after its dot. */
function TypeName({ type }: { type: EventType }) {
  const [subject, fact] = type.split('.')
  return (
    <span className="font-mono text-xs">
      {subject}.<wbr />
      {fact}
    </span>
  )
}
