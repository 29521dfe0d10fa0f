'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogClose } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Length of an instant as a `datetime-local` input writes it, to the minute. */
const TO_THE_MINUTE = 16

const MINUTE_MS = 60_000

type SetClockDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  now: Date
  /** @param instant of UTC, as the input writes it. */
  onSet: (instant: string) => void
}

/** Asks for the instant at which the test clock is to stand. */
export function SetClockDialog({ open, onOpenChange, now, onSet }: SetClockDialogProps) {
  const t = useTranslations('clock')
  const ui = useTranslations('ui')
  const format = useFormatter()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const instant = new FormData(event.currentTarget).get('instant')
    onOpenChange(false)
    if (typeof instant === 'string') onSet(instant)
  }

  // The minute that has begun is over already; the next one is the first the clock can be set to.
  const earliest = new Date(now.getTime() + MINUTE_MS).toISOString().slice(0, TO_THE_MINUTE)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('setTitle')} description={t('setText')}>
      <form onSubmit={submit}>
        <Field label={t('instant')} hint={t('instantHint', { now: format.dateTime(now, 'instant') })}>
          <Input
            type="datetime-local"
            name="instant"
            required
            min={earliest}
            defaultValue={earliest}
            suffix="UTC"
          />
        </Field>
        <DialogActions>
          <DialogClose render={<Button variant="secondary">{ui('cancel')}</Button>} />
          <Button type="submit">{t('setSubmit')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
