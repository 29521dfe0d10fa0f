import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { AwaitPayment } from '@/components/checkout/await-payment'
import { CancelPayment } from '@/components/checkout/cancel-payment'
import { CheckoutFrame } from '@/components/checkout/checkout-frame'
import { declineReason } from '@/components/checkout/decline-reason'
import { PaidPanel } from '@/components/checkout/paid-panel'
import { paymentOutcome } from '@/components/checkout/payment-outcome'
import { ResultPanel } from '@/components/checkout/result-panel'
import { PATHS, payPath, payResultPath, topUpPath } from '@/components/shell/paths'
import { LinkButton } from '@/components/ui/link-button'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { requireUser } from '@/lib/auth/session'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { formatMinor } from '@/lib/money'
import { type Payment, readPayment } from '@/lib/payments/payment'
import { syncPayment } from '@/lib/payments/sync-payment'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pay'))('resultTitle'), robots: { index: false } }
}

type ResultPageProps = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ResultPage({ params, searchParams }: ResultPageProps) {
  const [{ id: paymentId }, { redirect_status: told }] = await Promise.all([params, searchParams])
  const { userId } = await requireUser(payResultPath(paymentId))
  const payment = await readSynced(userId, paymentId)
  const outcome = paymentOutcome(payment, typeof told === 'string' ? told : undefined)
  if (outcome === 'unpaid') redirect(payPath(payment.id))
  const sandbox = env().HOURGLASS_SANDBOX
  if (outcome === 'succeeded') {
    const balanceMinor = await readBalanceOf(userId, payment.currency)
    return (
      <CheckoutFrame sandbox={sandbox}>
        <PaidPanel payment={payment} balanceMinor={balanceMinor} isFresh={told !== undefined} />
      </CheckoutFrame>
    )
  }
  const [t, life] = await Promise.all([getTranslations('pay'), getTranslations('paymentLife')])
  const isUnderWay = outcome === 'processing' || outcome === 'canceling'
  const isOver = outcome === 'canceled' || outcome === 'expired' || outcome === 'failed'
  return (
    <CheckoutFrame sandbox={sandbox}>
      <ResultPanel
        outcome={outcome}
        title={
          outcome === 'processing' || outcome === 'declined' ? t(`${outcome}Title`) : life(`${outcome}.title`)
        }
        text={
          outcome === 'processing'
            ? t('processingText')
            : outcome === 'declined'
              ? t(`declines.${declineReason(payment.failureCode)}`)
              : life(`${outcome}.text`)
        }
        actions={
          <>
            {isUnderWay && <AwaitPayment />}
            {outcome === 'declined' && <LinkButton href={payPath(payment.id)}>{t('tryAgain')}</LinkButton>}
            {isOver && <LinkButton href={newPaymentPath(payment)}>{t('payAnew')}</LinkButton>}
            <LinkButton href={PATHS.balance} variant="secondary">
              {t('toBalance')}
            </LinkButton>
            {outcome === 'declined' && <CancelPayment payment={payment} />}
          </>
        }
      />
    </CheckoutFrame>
  )
}

/** The payment as Stripe has it now, if Stripe can be asked. */
async function readSynced(userId: string, paymentId: string): Promise<Payment> {
  if (!z.guid().safeParse(paymentId).success) notFound()
  const db = database()
  try {
    // First whether it is theirs: nobody may have us ask Stripe about someone else's.
    await readPayment(db, { userId, paymentId })
    await syncPayment(db, { paymentId })
    return await readPayment(db, { userId, paymentId })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}

async function readBalanceOf(userId: string, currency: string): Promise<bigint> {
  const db = database()
  const wallets = await readBalances(db, { userId, asOf: await appNow(db) })
  return wallets.find((wallet) => wallet.currency === currency)?.balanceMinor ?? 0n
}

function newPaymentPath({ amountMinor, currency }: Payment): string {
  return topUpPath({ currency, amount: formatMinor(amountMinor, currency) })
}
