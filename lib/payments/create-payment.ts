import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { openWallet } from '@/lib/ledger/wallet'
import { AppError, assert } from '../errors'
import { findCustomer } from './cards/find-customer'
import { ensurePaymentIntent } from './ensure-payment-intent'
import { type Payment, paymentColumns } from './payment'
import { toStripeAmount } from './stripe-amount'

/** A wish to pay into a user's wallet. */
export type CreatePayment = {
  userId: string
  /** Minor units, > 0. */
  amountMinor: bigint
  currency: string
  description: string
  returnUrl?: string | undefined
  metadata?: Record<string, string> | undefined
  /** Whether the card that pays is to be saved for later. */
  savesCard?: boolean | undefined
  /** The caller's own name for this payment: asking again with it finds the same one. */
  idempotencyKey?: string | undefined
}

/**
 * Records the payment, then asks Stripe for its intent. If Stripe cannot be reached the payment stands all the
 * same: opening it asks again, with the same idempotency key.
 * @throws AppError `invalid_amount` if no card can be charged that amount.
 */
export async function createPayment(db: Database, wish: CreatePayment): Promise<Payment> {
  if (wish.amountMinor <= 0n) {
    throw new AppError('invalid_amount', 'The amount must be more than nothing.', { field: 'value' })
  }
  toStripeAmount(wish.amountMinor, wish.currency)
  return ensurePaymentIntent(db, await recordPayment(db, wish))
}

async function recordPayment(db: Database, wish: CreatePayment): Promise<Payment> {
  const asOf = await appNow(db)
  const walletId = await openWallet(db, { ...wish, asOf })
  const [recorded] = await db
    .insert(payments)
    .values({
      userId: wish.userId,
      walletId,
      amount: wish.amountMinor,
      currency: wish.currency,
      description: wish.description,
      returnUrl: wish.returnUrl ?? null,
      metadata: wish.metadata ?? {},
      savesCard: wish.savesCard ?? false,
      stripeCustomerId: await findCustomer(db, wish.userId),
      idempotencyKey: wish.idempotencyKey ?? null,
      createdAt: asOf,
    })
    .onConflictDoNothing({ target: [payments.userId, payments.idempotencyKey] })
    .returning(paymentColumns)
  if (recorded) return recorded
  assert(wish.idempotencyKey !== undefined, 'only a key that was used before can refuse a payment')
  const [first] = await db
    .select(paymentColumns)
    .from(payments)
    .where(and(eq(payments.userId, wish.userId), eq(payments.idempotencyKey, wish.idempotencyKey)))
  assert(first, 'a payment that refused a second one exists')
  return first
}
