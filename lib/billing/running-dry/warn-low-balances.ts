import { eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { lowBalances, wallets } from '@/db/schema'
import { env } from '@/lib/env'
import { afterExpiries, availableAt, depletesAtMs } from '@/lib/ledger/settlement/settlement'
import { type Wallet, walletColumns } from '@/lib/ledger/wallets/wallet'
import { formatMinor } from '@/lib/money'
import { instantFromMs } from '@/lib/time'
import { awaitsForgiveness, type OutagePolicy } from '../runs/outage'
import { findWalletsToWarn } from './find-wallets-to-warn'
import { nextWarning } from './next-warning'

/** Wallets that one look finds; then it looks again. */
const FOUND_WALLETS = 50_000

/** Wallets looked at by one transaction. */
const BATCH_WALLETS = 500

/** Any number shared by all who warn: they do so one after the other, and each sees what the one before has told. */
const WARN_LOCK = 7_201_348

/**
 * Says in the outbox, as `balance.low`, whose money will end within the hours of a threshold at what runs now: once
 * for each threshold, until clearly more time was left in between. Nobody is warned on whose wallet nothing runs, or
 * whose money has ended already. The wallets are not locked: no charge waits for a warning.
 * @param thresholds in hours.
 * @returns how many warnings were written.
 */
export async function warnLowBalances(
  db: Database,
  thresholds: readonly number[] = env().LOW_BALANCE_HOURS,
  policy: OutagePolicy = {},
): Promise<number> {
  const asOf = await appNow(db)
  // Until an outage has been given back, wallets look emptier than they will be.
  if (await awaitsForgiveness(db, { asOf, ...policy })) return 0
  let warned = 0
  for (let afterId = 0n; ; ) {
    const found = await findWalletsToWarn(db, { asOf, thresholds, afterId, limit: FOUND_WALLETS })
    for (let begin = 0; begin < found.length; begin += BATCH_WALLETS) {
      const walletIds = found.slice(begin, begin + BATCH_WALLETS)
      warned += await db.transaction((tx) => warnBatch(tx, { walletIds, asOf, thresholds }))
    }
    const last = found.at(-1)
    if (found.length < FOUND_WALLETS || last === undefined) return warned
    afterId = last
  }
}

async function warnBatch(
  tx: Database,
  { walletIds, asOf, thresholds }: { walletIds: bigint[]; asOf: Date; thresholds: readonly number[] },
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${WARN_LOCK})`)
  const found = await tx
    .select({ wallet: walletColumns, warnedHours: lowBalances.hours })
    .from(wallets)
    .leftJoin(lowBalances, eq(lowBalances.walletId, wallets.id))
    .where(inArray(wallets.id, walletIds))
    .orderBy(wallets.id)
  const steps = found.flatMap((row) => toStep(row, asOf, thresholds) ?? [])
  if (steps.length === 0) return 0
  const told = await tx.execute(sql`
    with step as (
      select * from json_to_recordset(${JSON.stringify(steps)}::json)
                 as step(wallet_id bigint, user_id uuid, hours int, warns boolean, data jsonb)),
    kept as (
      insert into low_balances as low (wallet_id, hours, warnings, since)
      select wallet_id, hours, warns::int, ${asOf.toISOString()}::timestamptz from step
          on conflict (wallet_id) do update
         set hours = excluded.hours, warnings = low.warnings + excluded.warnings, since = excluded.since
      returning wallet_id, warnings)
    insert into outbox (key, type, user_id, wallet_id, at, data)
    select format('balance.low:%s:%s', wallet_id, warnings), 'balance.low', user_id, wallet_id,
           ${asOf.toISOString()}::timestamptz, data
      from step join kept using (wallet_id) where warns order by wallet_id
    returning id`)
  return told.length
}

/** What is to be kept and told of a wallet, as JSON; null if all is as it was. */
function toStep(
  { wallet: read, warnedHours }: { wallet: Wallet; warnedHours: number | null },
  asOf: Date,
  thresholds: readonly number[],
) {
  const wallet = afterExpiries(read, asOf)
  const runs = wallet.hourlyRateMicros > 0n || (wallet.capped?.length ?? 0) > 0
  const endMs = depletesAtMs(wallet)
  const leftMs = endMs === null ? null : endMs - BigInt(asOf.getTime())
  if (!runs || (leftMs !== null && leftMs <= 0n)) return null
  const next = nextWarning({ leftMs, warnedHours }, thresholds)
  return (
    next && {
      wallet_id: wallet.id.toString(),
      user_id: wallet.userId,
      ...next,
      data: {
        hours: next.hours,
        depletes_at: endMs === null ? null : (instantFromMs(endMs)?.toISOString() ?? null),
        currency: wallet.currency,
        available: formatMinor(availableAt(wallet, asOf), wallet.currency),
      },
    }
  )
}
