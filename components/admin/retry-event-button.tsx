'use client'

import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { useFormSubmit } from '@/components/ui/use-form-submit'

type RetryEventButtonProps = {
  /** Answers whether it is worked off now. */
  action: Action<boolean>
  eventId: string
}

/** Tries an event of the inbox again now. */
export function RetryEventButton({ action, eventId }: RetryEventButtonProps) {
  const t = useTranslations('adminStripeEvents')
  const { pending, submit } = useFormSubmit<NonNullable<ActionState<boolean>>>(action, (answer) => {
    if (answer?.ok && answer.data) toast.success(t('retried'))
    else if (answer) toast.error(answer.ok ? t('stillFails') : answer.message)
  })
  return (
    <form onSubmit={submit}>
      <input type="hidden" name="event_id" value={eventId} />
      <Button
        type="submit"
        size="sm"
        variant="secondary"
        loading={pending}
        aria-label={t('retryNamed', { id: eventId })}
      >
        {t('retry')}
      </Button>
    </form>
  )
}
