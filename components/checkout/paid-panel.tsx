import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { PATHS, receiptPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { DescriptionList } from '@/components/ui/description-list'
import { LinkButton } from '@/components/ui/link-button'
import type { Payment } from '@/lib/payments/payment'
import { ResultPanel } from './result-panel'
import { ReturnToShop } from './return-to-shop'
import { shopUrl } from './shop-url'

type PaidPanelProps = {
  payment: Payment
  /** Minor units: what is on the balance now. */
  balanceMinor: bigint
  /** Whether the payer has just paid, rather than looking it up later. */
  isFresh: boolean
}

/** The payment is on the balance: how much, what is there now, and back to the shop if they came from one. */
export function PaidPanel({ payment, balanceMinor, isFresh }: PaidPanelProps) {
  const t = useTranslations('pay')
  const { currency } = payment
  const shop = isFresh ? shopUrl(payment.returnUrl) : null
  const refunded = payment.refundedAmountMinor > 0n
  const items = [
    {
      term: t('amount'),
      detail: <Amount amountMinor={payment.amountMinor} currency={currency} className="font-semibold" />,
    },
    ...(refunded
      ? [
          {
            term: t('refunded'),
            detail: <Amount amountMinor={payment.refundedAmountMinor} currency={currency} />,
          },
        ]
      : []),
    { term: t('newBalance'), detail: <Amount amountMinor={balanceMinor} currency={currency} /> },
    ...(payment.paidAt ? [{ term: t('paidAt'), detail: <DateTime value={payment.paidAt} /> }] : []),
    { term: t('what'), detail: payment.description || t('topUp') },
  ]
  return (
    <ResultPanel
      outcome="succeeded"
      title={t('succeededTitle')}
      text={t('succeededText')}
      actions={
        <>
          {shop && <ReturnToShop {...shop} />}
          <LinkButton href={PATHS.balance} variant={shop ? 'secondary' : 'primary'} className="flex-1">
            {t('toBalance')}
          </LinkButton>
          <LinkButton href={PATHS.transactions} variant="secondary" className="flex-1">
            {t('toLog')}
          </LinkButton>
          <LinkButton href={receiptPath(payment.id)} variant="secondary" className="flex-1">
            {t('receipt')}
          </LinkButton>
        </>
      }
    >
      <DescriptionList items={items} className="mt-5 border-y border-line" />
    </ResultPanel>
  )
}
