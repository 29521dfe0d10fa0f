import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { AppError } from '@/lib/errors'

/** Half of what 64 bits hold: a wallet's rate stays far from the edge of its column. */
export const MAX_HOURLY_RATE_MICROS = 2n ** 62n

/** @throws AppError `invalid_request` if a wallet's rate, in micros per hour, would not fit its column. */
export function assertRateFits(hourlyRateMicros: bigint): void {
  if (hourlyRateMicros <= MAX_HOURLY_RATE_MICROS) return
  throw new AppError('invalid_request', 'That many cost more an hour than can be counted.', {
    field: 'quantity',
  })
}

/**
 * Sees to it that everything on a wallet could run at once. What is suspended counts too: it resumes with a top-up,
 * and money that came in must never be undone by a rate that does not fit. The wallet is locked.
 * @throws AppError `invalid_request` if it could not.
 */
export async function assertWalletRateFits(tx: Database, walletId: bigint): Promise<void> {
  const [sum] = await tx
    .select({
      rate: sql<string>`coalesce(sum(${subscriptions.hourlyRateMicros}::numeric * ${subscriptions.quantity}), 0)::text`,
    })
    .from(subscriptions)
    .where(and(eq(subscriptions.walletId, walletId), ne(subscriptions.status, 'canceled')))
  assertRateFits(BigInt(sum?.rate ?? 0))
}
