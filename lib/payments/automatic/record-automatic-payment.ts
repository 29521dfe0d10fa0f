import type { Database } from '@/db/client'
import { automaticPayments, type PaymentOrigin, payments } from '@/db/schema'
import { assert } from '../../errors'
import { DAY_MS } from '../../time'
import { holdToDailyLimit, paymentLimits } from '../payment-limits'

/** A payment that fell due without anybody being present. */
export type DuePayment = {
  userId: string
  walletId: bigint
  currency: string
  /** Minor units. */
  amountMinor: bigint
  description: string
  cardId: string
  stripeCustomerId: string
  origin: Exclude<PaymentOrigin, 'user'>
  recurringPaymentId?: string
  skippedPeriods?: number
  dueAt: Date
  asOf: Date
}

/** How long one may wait for its user: those who are not there when it falls due need more time than at a checkout. */
const EXPIRES_AFTER_MS = 7 * DAY_MS

/**
 * Writes down the payment and how it is to be got, before Stripe is asked for anything.
 * @returns its id.
 * @throws AppError `daily_limit_exceeded`.
 */
export async function recordAutomaticPayment(tx: Database, due: DuePayment): Promise<string> {
  const { userId, walletId, currency, description, stripeCustomerId, origin, asOf, dueAt, cardId } = due
  await holdToDailyLimit(tx, due, paymentLimits())
  const [payment] = await tx
    .insert(payments)
    .values({
      userId,
      walletId,
      currency,
      description,
      stripeCustomerId,
      origin,
      amount: due.amountMinor,
      createdAt: asOf,
      expiresAt: new Date(asOf.getTime() + EXPIRES_AFTER_MS),
    })
    .returning({ id: payments.id })
  assert(payment, 'an inserted payment has an id')
  await tx.insert(automaticPayments).values({
    paymentId: payment.id,
    userId,
    walletId,
    cardId,
    dueAt,
    nextAttemptAt: asOf,
    recurringPaymentId: due.recurringPaymentId ?? null,
    skippedPeriods: due.skippedPeriods ?? 0,
  })
  return payment.id
}
