import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { env } from '@/lib/env'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { assert } from '../errors'
import { findCustomer } from './cards/find-customer'
import { ensurePaymentIntent } from './ensure-payment-intent'
import { type Payment, paymentColumns } from './payment'
import { checkPaymentAmount, holdToDailyLimit, type PaymentLimits, paymentLimits } from './payment-limits'
import { checkReturnUrl } from './stripe/check-return-url'

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
 * same: opening it asks again, with the same idempotency key. One that was recorded before under its key is not held
 * to limits again.
 * @throws AppError `invalid_amount`, `amount_too_small`, `amount_too_large`, `daily_limit_exceeded`; `invalid_request`
 *   for an address to return to that is not allowed; `conflict` if Stripe saves no card of this user.
 */
export async function createPayment(
  db: Database,
  wish: CreatePayment,
  limits: PaymentLimits = paymentLimits(),
): Promise<Payment> {
  const recorded = (await findByKey(db, wish)) ?? (await recordPayment(db, wish, limits))
  return ensurePaymentIntent(db, recorded)
}

async function recordPayment(db: Database, wish: CreatePayment, limits: PaymentLimits): Promise<Payment> {
  checkPaymentAmount(wish, limits)
  if (wish.returnUrl !== undefined) checkReturnUrl(wish.returnUrl)
  const asOf = await appNow(db)
  const walletId = await openWallet(db, { ...wish, asOf })
  const stripeCustomerId = await findCustomer(db, wish.userId)
  return db.transaction(async (tx) => {
    await holdToDailyLimit(tx, { ...wish, walletId, asOf }, limits)
    const [recorded] = await tx
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
        stripeCustomerId,
        idempotencyKey: wish.idempotencyKey ?? null,
        createdAt: asOf,
        expiresAt: new Date(asOf.getTime() + env().PAYMENT_EXPIRES_AFTER),
      })
      .onConflictDoNothing({ target: [payments.userId, payments.idempotencyKey] })
      .returning(paymentColumns)
    const first = recorded ?? (await findByKey(tx, wish))
    assert(first, 'only a key that was used before can refuse a payment')
    return first
  })
}

async function findByKey(
  db: Database,
  { userId, idempotencyKey }: CreatePayment,
): Promise<Payment | undefined> {
  if (idempotencyKey === undefined) return undefined
  const [first] = await db
    .select(paymentColumns)
    .from(payments)
    .where(and(eq(payments.userId, userId), eq(payments.idempotencyKey, idempotencyKey)))
  return first
}
