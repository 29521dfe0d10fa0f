import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { TransactionsTable } from '@/components/account/transactions-table'
import { AskStripeButton } from '@/components/admin/ask-stripe-button'
import { DisputesTable } from '@/components/admin/disputes-table'
import { PaymentBadge } from '@/components/admin/payment-badge'
import { PaymentFacts } from '@/components/admin/payment-facts'
import { ProviderCallsTable } from '@/components/admin/provider-calls-table'
import { ReceivablesTable } from '@/components/admin/receivables-table'
import { RefundDialog } from '@/components/admin/refund-dialog'
import { RefundsTable } from '@/components/admin/refunds-table'
import { StripeEventsTable } from '@/components/admin/stripe-events-table'
import { TableCard } from '@/components/admin/table-card'
import { formatMoney } from '@/components/money/format-money'
import { adminPaymentPath, PATHS } from '@/components/shell/paths'
import { Callout } from '@/components/ui/callout'
import { Card, CardBody } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { database } from '@/db/connection'
import { requireAdmin } from '@/lib/auth/session'
import { listPaymentTransactions } from '@/lib/ledger/log/list-payment-transactions'
import { formatMinor } from '@/lib/money'
import { listDisputes } from '@/lib/payments/disputes/dispute'
import { listStripeEventsOf } from '@/lib/payments/inbox/list-stripe-events'
import { listReceivablesOf } from '@/lib/payments/receivables/list-receivables'
import { refundableOf } from '@/lib/payments/refunds/assert-refundable'
import { listRefunds } from '@/lib/payments/refunds/list-refunds'
import { findListedPayment, listProviderCalls } from '@/lib/payments/trace-payment'
import { collectReceivableAction, writeOffReceivableAction } from '../../receivables/actions'
import { retryStripeEventAction } from '../../stripe-events/actions'
import { refundPaymentAction, syncPaymentAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('adminReturns')
  return { title: t('payment') }
}

type PaymentPageProps = { params: Promise<{ id: string }> }

export default async function AdminPaymentPage({ params }: PaymentPageProps) {
  const { id } = await params
  await requireAdmin(adminPaymentPath(id))
  const [t, payments, locale] = await Promise.all([
    getTranslations('adminReturns'),
    getTranslations('adminPayments'),
    getLocale(),
  ])
  const db = database()
  const payment = await findListedPayment(db, id)
  if (!payment) notFound()
  const { currency, stripePaymentIntentId: intentId } = payment
  const [refunds, disputes, receivables, transactions, calls, events] = await Promise.all([
    listRefunds(db, payment.id),
    listDisputes(db, payment.id),
    listReceivablesOf(db, payment.id),
    listPaymentTransactions(db, { walletId: payment.walletId, paymentId: payment.id }),
    listProviderCalls(db, payment.id),
    intentId === null ? [] : listStripeEventsOf(db, intentId),
  ])
  const refundableMinor = refundableOf(payment)
  const refundable = formatMinor(refundableMinor, currency)
  return (
    <>
      <PageHeader
        title={formatMoney(formatMinor(payment.amountMinor, currency), { locale, currency })}
        description={payment.description}
        back={{ href: PATHS.adminPayments, label: payments('title') }}
        badge={<PaymentBadge payment={payment} />}
        actions={
          <>
            {intentId !== null && <AskStripeButton action={syncPaymentAction} paymentId={payment.id} />}
            {refundableMinor > 0n && (
              <RefundDialog
                action={refundPaymentAction}
                paymentId={payment.id}
                formId={crypto.randomUUID()}
                refundable={{
                  typed: locale === 'ru' ? refundable.replace('.', ',') : refundable,
                  shown: formatMoney(refundable, { locale, currency }),
                }}
                currency={currency}
              />
            )}
          </>
        }
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        {payment.status === 'disputed' && (
          <Callout tone="warning" title={t('disputedTitle')}>
            {t('disputedText')}
          </Callout>
        )}
        <Card aria-label={t('facts.title')}>
          <CardBody className="py-1 sm:py-2">
            <PaymentFacts payment={payment} />
          </CardBody>
        </Card>
        <TableCard id="refunds" title={t('refunds')} empty={t('noRefunds')} count={refunds.length}>
          <RefundsTable rows={refunds} currency={currency} />
        </TableCard>
        <TableCard id="disputes" title={t('disputes')} count={disputes.length}>
          <DisputesTable rows={disputes} currency={currency} />
        </TableCard>
        <TableCard id="receivables" title={t('receivables')} count={receivables.length}>
          <ReceivablesTable
            rows={receivables}
            of="payment"
            collect={collectReceivableAction}
            writeOff={writeOffReceivableAction}
          />
        </TableCard>
        <TableCard
          id="transactions"
          title={t('transactions')}
          empty={t('noTransactions')}
          count={transactions.length}
        >
          <TransactionsTable caption={t('transactions')} rows={transactions} forAdmin />
        </TableCard>
        <TableCard id="calls" title={t('calls')} count={calls.length}>
          <ProviderCallsTable rows={calls} />
        </TableCard>
        <TableCard id="events" title={t('events')} count={events.length}>
          <StripeEventsTable rows={events} retry={retryStripeEventAction} />
        </TableCard>
      </div>
    </>
  )
}
