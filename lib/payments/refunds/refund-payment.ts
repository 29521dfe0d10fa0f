import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { newId } from '@/db/new-id'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { refunds } from '@/db/schema'
import { isUniqueViolation } from '@/db/unique-violation'
import { debitWallet } from '@/lib/ledger/posting/debit-wallet'
import { AppError, assert } from '../../errors'
import { lockPayment } from '../lock-payment'
import { toStripeAmount } from '../stripe/stripe-amount'
import { assertRefundable, refundableOf } from './assert-refundable'
import { type Refund, readRefund, refundColumns } from './refund'
import { sendRefund } from './send-refund'

/** A wish to give back what was paid, or part of it. */
export type RefundWish = {
  paymentId: string
  /** Minor units, > 0; undefined: all that is left of the payment. */
  amountMinor?: bigint | undefined
  /** Why, for the user's log. */
  reason: string
  actor: string
  /** Names this refund for ever: asking again finds the same one. */
  idempotencyKey: string
}

/** Begun (or found, if it was before), or refused because no more is available on the wallet. */
export type RefundResult =
  | { ok: true; refund: Refund }
  | { ok: false; availableMinor: bigint; currency: string }

/**
 * Gives money of a payment back to its card: takes it from the wallet first, then asks Stripe. If Stripe refuses, it is
 * put back and the refund is `failed`; if nobody can tell yet, it is `pending` and a job goes on with it.
 * @throws AppError `not_found`; `not_refundable` for more than is left of the payment, or while a bank has its money;
 *   `invalid_amount` if Stripe cannot give back that amount; `idempotency_mismatch`.
 */
export async function refundPayment(db: Database, wish: RefundWish): Promise<RefundResult> {
  const taken = await retryOnConflict(() => db.transaction((tx) => takeRefund(tx, wish))).catch(
    (error: unknown) => {
      throw isUniqueViolation(error, 'refunds_idempotency_key_unique') ? mismatch() : error
    },
  )
  if (!taken.ok) return taken
  await sendRefund(db, taken.refund.id).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'provider_unavailable')) throw error
  })
  return { ok: true, refund: await readRefund(db, taken.refund.id) }
}

/** The first half, whole or not at all: from the wallet, and on record. */
export async function takeRefund(tx: Database, wish: RefundWish): Promise<RefundResult> {
  const { paymentId, reason, actor, idempotencyKey } = wish
  const payment = await lockPayment(tx, paymentId)
  const [first] = await tx
    .select(refundColumns)
    .from(refunds)
    .where(eq(refunds.idempotencyKey, idempotencyKey))
  if (first) return { ok: true, refund: assertSame(first, wish) }

  const amountMinor = wish.amountMinor ?? refundableOf(payment)
  assertRefundable(payment, amountMinor)
  toStripeAmount(amountMinor, payment.currency)
  const asOf = await appNow(tx)
  const id = await newId(tx)
  const { walletId, currency } = payment
  const debit = await debitWallet(tx, {
    walletId,
    type: 'refund',
    amountMinor,
    reason,
    asOf,
    actor,
    paymentId,
    idempotencyKey: `refund:${id}`,
  })
  if (!debit.ok) return { ok: false, availableMinor: debit.availableMinor, currency }
  const [refund] = await tx
    .insert(refunds)
    .values({
      id,
      paymentId,
      walletId,
      amount: amountMinor,
      taken: amountMinor,
      status: 'pending',
      origin: 'ours',
      reason,
      actor,
      idempotencyKey,
      createdAt: asOf,
    })
    .returning(refundColumns)
  assert(refund, 'a refund that was written is there')
  return { ok: true, refund }
}

function assertSame(first: Refund, { paymentId, amountMinor, reason }: RefundWish): Refund {
  const isSame =
    first.paymentId === paymentId &&
    first.reason === reason &&
    (amountMinor === undefined || amountMinor === first.amountMinor)
  if (!isSame) throw mismatch()
  return first
}

function mismatch(): AppError {
  return new AppError('idempotency_mismatch', 'This idempotency key was used for another refund.')
}
