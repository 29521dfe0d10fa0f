import { and, asc, eq, gt, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { automaticPayments, autoTopUps, recurringPayments, wallets } from '@/db/schema'
import { spendableMinorOf } from '@/lib/ledger/settlement/open-hold'
import { settle, UNIT } from '@/lib/ledger/settlement/settlement'
import { type Wallet, walletColumns } from '@/lib/ledger/wallets/wallet'

/**
 * The first instant strictly between two at which a saved card falls due to be charged, if nothing changes until then;
 * null if there is none. It reads every rule that is on: made for the sandbox's clock, which goes from one to the next.
 */
export async function nextAutomaticInstant(
  db: Database,
  { after, before }: { after: Date; before: Date },
): Promise<Date | null> {
  const [attempt] = await db
    .select({ at: automaticPayments.nextAttemptAt })
    .from(automaticPayments)
    .where(
      and(
        eq(automaticPayments.stage, 'charge'),
        gt(automaticPayments.nextAttemptAt, after),
        lt(automaticPayments.nextAttemptAt, before),
      ),
    )
    .orderBy(asc(automaticPayments.nextAttemptAt))
    .limit(1)
  const [recurring] = await db
    .select({ at: recurringPayments.nextDueAt })
    .from(recurringPayments)
    .where(
      and(
        eq(recurringPayments.status, 'active'),
        gt(recurringPayments.nextDueAt, after),
        lt(recurringPayments.nextDueAt, before),
      ),
    )
    .orderBy(asc(recurringPayments.nextDueAt))
    .limit(1)
  const instants = [attempt?.at, recurring?.at, ...(await topUpInstants(db, after))].filter(
    (at): at is Date => at !== undefined && at > after && at < before,
  )
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())))
}

/** When each wallet that tops itself up, and is not doing so, comes to have too little. */
async function topUpInstants(db: Database, after: Date): Promise<Date[]> {
  const rows = await db
    .select({ wallet: walletColumns, thresholdMinor: autoTopUps.threshold })
    .from(autoTopUps)
    .innerJoin(wallets, eq(wallets.id, autoTopUps.walletId))
    .where(
      and(
        eq(autoTopUps.status, 'active'),
        or(isNull(autoTopUps.cappedUntil), lte(autoTopUps.cappedUntil, after)),
        sql`not exists (select from payments p where p.wallet_id = ${autoTopUps.walletId}
                           and p.origin = 'auto_top_up' and p.status = 'pending')`,
      ),
    )
  return rows.flatMap(({ wallet, thresholdMinor }) => {
    const at = belowAt(wallet, thresholdMinor, after)
    return at === null ? [] : [at]
  })
}

/** The first instant at which less than the threshold is available, at the rate that the wallet has then; null: never. */
function belowAt(wallet: Wallet, thresholdMinor: bigint, asOf: Date): Date | null {
  const settled = settle(wallet, asOf).wallet
  const { carry, hourlyRateMicros, lastHourlyBilling } = settled
  const spare = (spendableMinorOf(settled) - thresholdMinor) * UNIT - carry
  if (hourlyRateMicros === 0n || spare < 0n) return null
  const ms = BigInt(lastHourlyBilling.getTime()) + spare / hourlyRateMicros + 1n
  return ms > BigInt(Number.MAX_SAFE_INTEGER) / 2n ? null : new Date(Number(ms))
}
