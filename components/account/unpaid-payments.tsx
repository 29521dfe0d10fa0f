import { useTranslations } from 'next-intl'
import { CancelPayment } from '@/components/checkout/cancel-payment'
import { Amount } from '@/components/money/amount'
import { payPath, payResultPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { Payment } from '@/lib/payments/payment'

/** Payments that were begun and not paid, to go on with or to give up, and those that a bank decides about. */
export function UnpaidPayments({ payments }: { payments: readonly Payment[] }) {
  const t = useTranslations('topUp')
  if (payments.length === 0) return null
  return (
    <Card aria-labelledby="unpaid">
      <CardHeader id="unpaid" title={t('unpaid')} description={t('unpaidText')} />
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {payments.map((payment) => (
          <UnpaidPayment key={payment.id} payment={payment} />
        ))}
      </ul>
    </Card>
  )
}

function UnpaidPayment({ payment }: { payment: Payment }) {
  const [t, life] = [useTranslations('topUp'), useTranslations('paymentLife')]
  const isProcessing = payment.intentStatus === 'processing'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 text-sm sm:px-6">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <Amount amountMinor={payment.amountMinor} currency={payment.currency} className="font-medium" />
          {isProcessing && (
            <Badge tone="info" dot>
              {life('beingProcessed')}
            </Badge>
          )}
        </p>
        <p className="text-[0.8125rem]/5 break-words text-muted">{payment.description}</p>
        {!isProcessing && (
          <p className="text-[0.8125rem]/5 text-subtle">
            {life('until')} <DateTime value={payment.expiresAt} format="short" />
          </p>
        )}
      </div>
      <div className="flex items-center gap-1">
        {!isProcessing && <CancelPayment payment={payment} short />}
        <LinkButton
          href={isProcessing ? payResultPath(payment.id) : payPath(payment.id)}
          variant="secondary"
          size="sm"
        >
          {isProcessing ? life('look') : t('continue')}
        </LinkButton>
      </div>
    </li>
  )
}
