import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { payPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Callout } from '@/components/ui/callout'
import { LinkButton } from '@/components/ui/link-button'
import type { AutomaticPayment } from '@/lib/payments/automatic/automatic-payment'
import { CardName } from './card-name'

/** Payments that a card could not make by itself: what happens next, and the way to pay now. */
export function StuckPayments({ payments }: { payments: readonly AutomaticPayment[] }) {
  return payments.map((stuck) => <StuckPayment key={stuck.payment.id} stuck={stuck} />)
}

function StuckPayment({ stuck: { payment, automatic, card } }: { stuck: AutomaticPayment }) {
  const t = useTranslations('cards.needsYou')
  const isConfirmation = automatic.failureCode === 'authentication_required'
  const parts = {
    value: () => <Amount amountMinor={payment.amountMinor} currency={payment.currency} />,
    card: () => <CardName card={card} />,
    instant: () => <DateTime value={automatic.nextAttemptAt} format="short" />,
  }
  const text = isConfirmation ? 'confirmText' : automatic.stage === 'user' ? 'stoppedText' : 'retryText'
  return (
    <Callout
      tone="warning"
      title={t.rich(isConfirmation ? 'confirmTitle' : 'declinedTitle', parts)}
      action={
        <LinkButton href={payPath(payment.id)} className="max-sm:w-full">
          {isConfirmation ? t('confirm') : t('pay')}
        </LinkButton>
      }
    >
      {t.rich(text, parts)}
    </Callout>
  )
}
