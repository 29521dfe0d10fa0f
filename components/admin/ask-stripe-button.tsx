'use client'

import { RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Action, ActionState } from '@/app/_actions/user-action'
import { Button } from '@/components/ui/button'
import { useFormSubmit } from '@/components/ui/use-form-submit'

/** Asks Stripe for all it knows of a payment, for whoever does not want to wait for it to be told. */
export function AskStripeButton({ action, paymentId }: { action: Action; paymentId: string }) {
  const t = useTranslations('adminReturns')

  function report(answer: ActionState) {
    if (answer === null) return
    if (answer.ok) toast.success(t('synced'))
    else toast.error(answer.message)
  }

  const { pending, submit } = useFormSubmit<NonNullable<ActionState>>(action, report)
  return (
    <form onSubmit={submit}>
      <input type="hidden" name="payment_id" value={paymentId} />
      <Button type="submit" variant="secondary" loading={pending}>
        <RefreshCw aria-hidden="true" />
        {t('sync')}
      </Button>
    </form>
  )
}
