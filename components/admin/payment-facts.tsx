import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { adminUserPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/text-link'
import type { ListedPayment } from '@/lib/payments/list-all-payments'

/** What there is to know of one payment, name beside value; what does not apply is left out. */
export function PaymentFacts({ payment }: { payment: ListedPayment }) {
  const t = useTranslations('adminReturns.facts')
  const { currency, stripePaymentIntentId: intentId } = payment
  const metadata = Object.entries(payment.metadata)
  const items = [
    {
      term: t('user'),
      detail: <TextLink href={adminUserPath(payment.userId)}>{payment.userEmail}</TextLink>,
    },
    { term: t('amount'), detail: <Amount amountMinor={payment.amountMinor} currency={currency} /> },
    ...(payment.refundedAmountMinor > 0n
      ? [
          {
            term: t('refunded'),
            detail: <Amount amountMinor={payment.refundedAmountMinor} currency={currency} />,
          },
        ]
      : []),
    { term: t('created'), detail: <DateTime value={payment.createdAt} /> },
    ...(payment.paidAt ? [{ term: t('paid'), detail: <DateTime value={payment.paidAt} /> }] : []),
    ...(payment.failureCode ? [{ term: t('declined'), detail: <Code>{payment.failureCode}</Code> }] : []),
    ...(payment.quarantineReason
      ? [{ term: t('quarantined'), detail: <span lang="en">{payment.quarantineReason}</span> }]
      : []),
    { term: t('id'), detail: <Code>{payment.id}</Code> },
    ...(intentId ? [{ term: t('intent'), detail: <Code>{intentId}</Code> }] : []),
    ...metadata.map(([name, value]) => ({ term: <Code>{name}</Code>, detail: value })),
  ]
  return <DescriptionList items={items} />
}

function Code({ children }: { children: string }) {
  return <span className="font-mono text-[0.8125rem] break-all">{children}</span>
}
