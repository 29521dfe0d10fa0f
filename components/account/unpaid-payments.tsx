import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { payPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Card, CardHeader } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import type { Payment } from '@/lib/payments/payment'

/** Payments that were begun and not paid, to go on with. */
export function UnpaidPayments({ payments }: { payments: readonly Payment[] }) {
  const t = useTranslations('topUp')
  if (payments.length === 0) return null
  return (
    <Card aria-labelledby="unpaid">
      <CardHeader id="unpaid" title={t('unpaid')} description={t('unpaidText')} />
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {payments.map((payment) => (
          <li key={payment.id} className="flex items-center gap-4 px-4 py-3.5 text-sm sm:px-6">
            <div className="min-w-0 flex-1">
              <Amount amountMinor={payment.amountMinor} currency={payment.currency} className="font-medium" />
              <p className="truncate text-[0.8125rem]/5 text-muted">
                <DateTime value={payment.createdAt} format="short" />
                {' · '}
                {payment.description}
              </p>
            </div>
            <LinkButton href={payPath(payment.id)} variant="secondary" size="sm">
              {t('continue')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  )
}
