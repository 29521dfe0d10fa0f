import { and, eq, gte, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { env } from '@/lib/env'
import { lockWallet } from '@/lib/ledger/wallets/wallet'
import { DAY_MS, startOfDay } from '@/lib/time'
import { AppError } from '../errors'
import { formatMinor } from '../money'
import { stripeMinimum, toStripeAmount } from './stripe/stripe-amount'

/** By currency, in minor units; a currency that is not named has no limit. */
export type PaymentLimits = {
  min: ReadonlyMap<string, bigint>
  max: ReadonlyMap<string, bigint>
  /** Of one user in a day of UTC. */
  dailyMax: ReadonlyMap<string, bigint>
}

/** The limits of this installation. */
export function paymentLimits(): PaymentLimits {
  const { PAYMENT_MIN, PAYMENT_MAX, PAYMENT_DAILY_MAX } = env()
  return { min: PAYMENT_MIN, max: PAYMENT_MAX, dailyMax: PAYMENT_DAILY_MAX }
}

type Money = { amountMinor: bigint; currency: string }

/**
 * Holds one payment to the limits of this installation and of Stripe.
 * @throws AppError `amount_too_small`, `amount_too_large` with the limit; `invalid_amount` for what is nothing, or finer
 *   than cards know.
 */
export function checkPaymentAmount({ amountMinor, currency }: Money, limits: PaymentLimits): void {
  if (amountMinor <= 0n) {
    throw new AppError('invalid_amount', 'The amount must be more than nothing.', { field: 'value' })
  }
  const least = [limits.min.get(currency) ?? 0n, stripeMinimum(currency) ?? 0n].reduce((a, b) =>
    a > b ? a : b,
  )
  if (amountMinor < least) {
    const minimum = formatMinor(least, currency)
    throw new AppError('amount_too_small', `A payment is at least ${minimum} ${currency}.`, {
      field: 'value',
      extra: { minimum, currency },
    })
  }
  const most = limits.max.get(currency)
  if (most !== undefined && amountMinor > most) {
    const maximum = formatMinor(most, currency)
    throw new AppError('amount_too_large', `A payment is at most ${maximum} ${currency}.`, {
      field: 'value',
      extra: { maximum, currency },
    })
  }
  toStripeAmount(amountMinor, currency)
}

/**
 * Holds a user to the daily limit of a currency. What was paid since midnight (UTC) counts, whatever was refunded since,
 * and what was begun since then and can still be paid. The wallet is locked until the transaction ends, so that of two
 * payments begun at once the second counts the first. Without a limit nothing is locked or read.
 * @throws AppError `daily_limit_exceeded`.
 */
export async function holdToDailyLimit(
  tx: Database,
  { walletId, amountMinor, currency, asOf }: Money & { walletId: bigint; asOf: Date },
  limits: PaymentLimits,
): Promise<void> {
  const most = limits.dailyMax.get(currency)
  if (most === undefined) return
  await lockWallet(tx, walletId)
  const midnight = startOfDay(asOf)
  const [today] = await tx
    .select({ taken: sql`coalesce(sum(${payments.amount}), 0)::bigint`.mapWith(BigInt) })
    .from(payments)
    .where(
      and(
        eq(payments.walletId, walletId),
        or(
          and(isNotNull(payments.paidAt), gte(payments.paidAt, midnight)),
          and(eq(payments.status, 'pending'), gte(payments.createdAt, midnight)),
        ),
      ),
    )
  const left = most - (today?.taken ?? 0n)
  if (amountMinor <= left) return
  const [maximum, remaining] = [most, left > 0n ? left : 0n].map((amount) => formatMinor(amount, currency))
  const nextMidnight = new Date(midnight.getTime() + DAY_MS).toISOString()
  throw new AppError(
    'daily_limit_exceeded',
    `At most ${maximum} ${currency} can be paid in a day (UTC); ${remaining} ${currency} of it is left today.`,
    {
      field: 'value',
      extra: {
        daily_maximum: maximum ?? null,
        remaining: remaining ?? null,
        currency,
        resets_at: nextMidnight,
      },
    },
  )
}
