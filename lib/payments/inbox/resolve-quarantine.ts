import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '@/lib/errors'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { log } from '@/lib/log'
import { parseCurrency } from '@/lib/money'
import { methodOf } from '@/lib/receipts/payment-method'
import { creditPayment } from '../credit-payment'
import type { PaymentRow } from '../payment'
import { assertReturnsKnown, syncReturns } from '../returns/sync-returns'
import { askStripe } from '../stripe/ask-stripe'
import { retrievePaymentIntent } from '../stripe/retrieve-payment-intent'
import { fromStripeAmount } from '../stripe/stripe-amount'
import { reopenReturns } from './reopen-returns'

/** What an admin decides about a payment that Stripe's word differs from. */
export type QuarantineDecision = {
  adminId: string
  paymentId: string
  /** Credit what Stripe took, or leave it uncredited for good (given back in Stripe's dashboard, say). */
  verdict: 'credit' | 'leave'
  /** Why, in the admin's words. */
  note: string
}

/**
 * Decides about a payment in quarantine, once, and writes it to the audit log. Credited is what Stripe says now that it
 * took, to the user's wallet in that currency; the row keeps what was asked for. One that was left can still be credited.
 * What has gone back of it meanwhile, in Stripe's dashboard or to the bank, is taken from the wallet at once.
 * @throws AppError `not_found`, `conflict` if it was decided already or is not in quarantine; `provider_unavailable` if
 *   Stripe cannot say what it took, or what went back; `invalid_amount` if it took a part that no wallet can hold.
 */
export async function resolveQuarantine(db: Database, decision: QuarantineDecision): Promise<void> {
  const { paymentId, verdict } = decision
  const [seen] = await db.select().from(payments).where(eq(payments.id, paymentId))
  if (!seen) throw new AppError('not_found', 'There is no such payment.')
  const intent = verdict === 'credit' ? await askWhatWasTaken(seen) : undefined
  const asOf = await appNow(db)
  await db.transaction(async (tx) => {
    const [payment] = await tx.select().from(payments).where(eq(payments.id, paymentId)).for('update')
    assert(payment, 'a payment is never removed')
    const isLeft = payment.quarantineClosedAt !== null && payment.paidAt === null
    if (payment.quarantineReason === null || (payment.quarantineClosedAt !== null && !(isLeft && intent))) {
      throw new AppError('conflict', 'This payment waits for nobody any more.')
    }
    const taken = intent ? await creditTaken(tx, payment, intent, { ...decision, asOf }) : {}
    if (intent) await reopenReturns(tx, intent.id)
    await tx
      .update(payments)
      .set({
        quarantineNote: decision.note,
        quarantineClosedAt: asOf,
        ...(intent ? {} : { status: 'failed', failureCode: 'amount_differs' }),
      })
      .where(eq(payments.id, paymentId))
    await recordAudit(tx, {
      actor: `admin:${decision.adminId}`,
      action: intent ? 'payment.quarantine_credited' : 'payment.quarantine_left',
      subject: `payment:${paymentId}`,
      details: {
        note: decision.note,
        reason: payment.quarantineReason,
        requestedAmountMinor: payment.amount.toString(),
        requestedCurrency: payment.currency,
        ...taken,
      },
    })
  })
  if (intent) await bookReturns(db, paymentId)
}

async function askWhatWasTaken({ stripePaymentIntentId }: PaymentRow): Promise<Stripe.PaymentIntent> {
  if (stripePaymentIntentId === null)
    throw new AppError('conflict', 'Stripe has taken nothing for this payment.')
  await assertReturnsKnown(stripePaymentIntentId)
  return askStripe(() => retrievePaymentIntent(stripePaymentIntentId))
}

/** It is credited already, so this is no failure of the decision: the inbox goes on with it. */
async function bookReturns(db: Database, paymentId: string): Promise<void> {
  await syncReturns(db, paymentId).catch((error: unknown) => {
    log.error({ paymentId, error }, 'what went back of a credited payment is not booked yet')
  })
}

/** @returns what was credited, for the audit log. */
async function creditTaken(
  tx: Database,
  payment: PaymentRow,
  intent: Stripe.PaymentIntent,
  { adminId, asOf }: { adminId: string; asOf: Date },
): Promise<{ amountMinor: string; currency: string }> {
  if (intent.status !== 'succeeded')
    throw new AppError('conflict', 'Stripe has taken nothing for this payment.')
  const currency = parseCurrency(intent.currency)
  const amount = fromStripeAmount(intent.amount_received, currency)
  if (amount === null || amount <= 0n) {
    throw new AppError(
      'invalid_amount',
      `No wallet can hold what Stripe took: ${intent.amount_received} ${currency}.`,
    )
  }
  const walletId = await openWallet(tx, { userId: payment.userId, currency, asOf })
  const taken = { amount, currency, walletId }
  await tx
    .update(payments)
    .set({ ...taken, requestedAmount: payment.amount, requestedCurrency: payment.currency })
    .where(eq(payments.id, payment.id))
  await creditPayment(
    tx,
    { ...payment, ...taken },
    {
      actor: `admin:${adminId}`,
      asOf,
      method: methodOf(intent),
    },
  )
  return { amountMinor: amount.toString(), currency }
}
