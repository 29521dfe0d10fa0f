import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { Amount } from '@/components/money/amount'
import { adminPaymentPath } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { ListedPayment } from '@/lib/payments/list-all-payments'
import { QuarantineActs } from './quarantine-acts'

type PaymentDescriptionProps = { row: ListedPayment; resolveQuarantine: Action }

/** What a payment is for, what is wrong with it, and what a person decided or is to decide about that. */
export function PaymentDescription({ row, resolveQuarantine }: PaymentDescriptionProps) {
  const [t, life] = [useTranslations('adminPayments'), useTranslations('paymentLife.admin')]
  const isLeft = row.quarantineClosedAt !== null
  return (
    <>
      <TextLink href={adminPaymentPath(row.id)} prefetch={false} className="wrap-anywhere">
        {row.description || t('noDescription')}
      </TextLink>
      {row.quarantineReason && (
        <span className="block text-[0.8125rem]/5 text-danger">
          {t('quarantinedBecause', { reason: row.quarantineReason })}
        </span>
      )}
      {row.requestedAmountMinor !== null && row.requestedCurrency !== null && (
        <span className="block text-[0.8125rem]/5 text-muted">
          {life('requested')}{' '}
          <Amount amountMinor={row.requestedAmountMinor} currency={row.requestedCurrency} />
        </span>
      )}
      {row.quarantineNote && (
        <span className="block text-[0.8125rem]/5 wrap-anywhere text-muted">
          {life('decided', { note: row.quarantineNote })}
        </span>
      )}
      {row.failureCode && row.status === 'pending' && (
        <span className="block text-[0.8125rem]/5 text-warning">
          {t('declined', { code: row.failureCode })}
        </span>
      )}
      {row.stripePaymentIntentId && (
        <span className="block font-mono text-xs/5 break-all text-subtle">{row.stripePaymentIntentId}</span>
      )}
      {row.quarantineReason && row.paidAt === null && (
        <QuarantineActs action={resolveQuarantine} paymentId={row.id} isLeft={isLeft} />
      )}
    </>
  )
}
