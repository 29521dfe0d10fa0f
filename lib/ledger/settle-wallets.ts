import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Which wallets to settle: one, or a half-open range (after, upTo] of ids, optionally only those run dry. */
export type WalletSelection = { walletId: bigint } | { afterId: bigint; upToId: bigint; onlyDry?: boolean }

/** What a settlement did. */
export type SettlementSummary = {
  /** Wallets that were charged something. */
  billed: number
  /** Wallets that ran dry. */
  suspended: number
  /** Minor units charged, by currency. */
  chargedMinor: Map<string, bigint>
}

type Row = { currency: string; billed: number; charged: string; dry: { id: string; at: string }[] | null }

/**
 * Charges wallets for usage up to an instant, by the settlement rule, and suspends what ran dry. Safe to
 * repeat, to run late and to run at the same time as anything else on the same wallets: what is charged follows
 * from the time that has passed since each wallet's own last settlement.
 *
 * Runs inside a transaction. One statement locks, charges and logs. Suspension is a second one because it must see
 * subscriptions that were committed while the first waited for a wallet's lock.
 */
export async function settleWallets(
  tx: Database,
  { selection, asOf }: { selection: WalletSelection; asOf: Date },
): Promise<SettlementSummary> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const rows = await tx.execute<Row>(sql`
    with settled as (
      update wallets w
         set (balance, hourly_rate_micros, carry, last_hourly_billing, seq, last_posted_at) = (
               select w.balance - s.charged,
                      case when s.ran_dry then 0 else w.hourly_rate_micros end,
                      s.new_carry,
                      s.settled_to,
                      w.seq + (s.charged > 0)::int,
                      case when s.charged > 0 then greatest(w.last_posted_at, ${at}) else w.last_posted_at end
                 from settlement(w.balance, w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${at}) s)
       where ${selected(selection, at)} and w.hourly_rate_micros > 0 and w.last_hourly_billing < ${at}
      returning w.id, w.user_id, w.currency, old.balance - new.balance as charged, new.balance, new.seq,
                old.hourly_rate_micros as rate, new.hourly_rate_micros = 0 as ran_dry,
                old.last_hourly_billing as since, new.last_hourly_billing as settled_to, new.last_posted_at),
    posted as (
      insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime,
                                period_start, period_end, hourly_rate_micros, actor)
      select id, seq, user_id, 'usage', -charged, balance, last_posted_at, since, settled_to, rate, 'billing'
        from settled where charged > 0)
    select currency,
           count(*) filter (where charged > 0)::int as billed,
           sum(charged) as charged,
           json_agg(json_build_object('id', id::text, 'at', settled_to)) filter (where ran_dry) as dry
      from settled group by currency`)

  const dry = rows.flatMap((row) => row.dry ?? [])
  if (dry.length > 0) await suspendSubscriptions(tx, dry)
  return {
    billed: rows.reduce((sum, row) => sum + row.billed, 0),
    suspended: dry.length,
    chargedMinor: new Map(rows.map((row) => [row.currency, BigInt(row.charged)])),
  }
}

function selected(selection: WalletSelection, at: SQL): SQL {
  if ('walletId' in selection) return sql`w.id = ${selection.walletId}`
  const range = sql`w.id > ${selection.afterId} and w.id <= ${selection.upToId}`
  if (!selection.onlyDry) return range
  return sql`${range} and (select s.ran_dry
    from settlement(w.balance, w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${at}) s)`
}

/** Marks what ran dry as suspended since the instant the money ended; the wallets' rates are zero already. */
async function suspendSubscriptions(tx: Database, dry: { id: string; at: string }[]): Promise<void> {
  await tx.execute(sql`
    with dry as (
      select * from json_to_recordset(${JSON.stringify(dry)}::json) as dry(id bigint, at timestamptz)),
    suspended as (
      update subscriptions s set status = 'suspended', suspended_at = dry.at
        from dry where s.wallet_id = dry.id and s.status = 'active')
    insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
    select id, at, 0, 'ran_dry' from dry`)
}
