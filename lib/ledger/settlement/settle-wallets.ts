import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import { applyDueChanges } from './apply-due-changes'
import { forgiveUsage } from './forgive-usage'
import { addSettlements, type SettledRow, type SettlementSummary, summarize } from './settlement-summary'
import { suspendSubscriptions } from './suspend-subscriptions'
import { isSelected, type WalletSelection } from './wallet-selection'

/** What to settle, and up to when. */
export type SettlementOrder = {
  selection: WalletSelection
  asOf: Date
  /** Usage from here on is charged and given back: the operator does not take money for an outage of billing. */
  forgivenFrom?: Date | null | undefined
}

type Row = SettledRow & {
  dry: { id: string; at: string }[] | null
  unfinished: number
}

/**
 * Charges wallets for usage up to an instant, by the settlement rule, and suspends what ran dry. Safe to
 * repeat, to run late and to run at the same time as anything else on the same wallets: what is charged follows
 * from the time that has passed since each wallet's own last settlement.
 *
 * Runs inside a transaction, and by the whole rule: one statement locks, charges and logs; a wallet on which something
 * changes by itself on the way (a monthly cap, a hold that expires, an outage that is forgiven) stops there, and goes on
 * in the next round. In an hourly run most wallets are settled before, by the shorter `plainlySettled`.
 */
export async function settleWallets(tx: Database, order: SettlementOrder): Promise<SettlementSummary> {
  const { forgivenFrom } = order
  let total = summarize([])
  for (;;) {
    const { unfinished, ...stretch } = await settleStretch(tx, order)
    total = addSettlements(total, stretch)
    const stopped = forgivenFrom ? await forgiveUsage(tx, { ...order, forgivenFrom }) : 0
    if (unfinished + stopped === 0) return total
    await applyDueChanges(tx, order)
  }
}

/**
 * Settles each wallet up to the instant or, if that comes first, to where something changes by itself. What is held is
 * not there to be charged. Suspension is a statement of its own because it must see subscriptions that were committed while
 * the first waited for a wallet's lock.
 */
async function settleStretch(
  tx: Database,
  { selection, asOf, forgivenFrom }: SettlementOrder,
): Promise<SettlementSummary & { unfinished: number }> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  // Who has nothing left has nothing to be given back from there on: it runs dry as ever.
  const until = forgivenFrom
    ? sql`least(${at}, w.next_rate_change_at,
                case when w.balance > w.held then ${forgivenFrom.toISOString()}::timestamptz end)`
    : sql`least(${at}, w.next_rate_change_at)`
  const onlyDry =
    'onlyDry' in selection && selection.onlyDry
      ? sql`and (w.next_rate_change_at <= ${at} or (select s.ran_dry from settlement(
                  w.balance - w.held, w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${at}) s))`
      : sql``
  const rows = await executePrepared<Row>(
    tx,
    sql`
    with settled as (
      update wallets w
         set (balance, hourly_rate_micros, carry, last_hourly_billing, seq, last_posted_at, last_usage_at,
              next_rate_change_at) = (
               select w.balance - s.charged,
                      case when s.ran_dry then 0 else w.hourly_rate_micros end,
                      s.new_carry,
                      s.settled_to,
                      w.seq + (s.charged > 0)::int,
                      case when s.charged > 0 then greatest(w.last_posted_at, ${at}) else w.last_posted_at end,
                      case when s.charged > 0 then greatest(w.last_posted_at, ${at}) else w.last_usage_at end,
                      case when s.ran_dry then null else w.next_rate_change_at end
                 from settlement(w.balance - w.held, w.hourly_rate_micros, w.carry, w.last_hourly_billing,
                                 greatest(w.last_hourly_billing, ${until})) s)
       where ${isSelected(selection)} and (w.hourly_rate_micros > 0 or w.next_rate_change_at <= ${at})
         and (w.last_hourly_billing < ${until} or w.next_rate_change_at <= ${until}) ${onlyDry}
      returning w.id, w.user_id, w.currency, old.balance - new.balance as charged, new.balance, new.seq,
                old.hourly_rate_micros as rate, new.hourly_rate_micros < old.hourly_rate_micros as ran_dry,
                old.last_hourly_billing as since, new.last_hourly_billing as settled_to, new.last_posted_at,
                case when old.seq > 0 then old.last_posted_at end as previous_at,
                old.last_usage_at as previous_usage_at, new.next_rate_change_at, new.held),
    posted as (
      insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                      period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
      select id, seq, user_id, 'usage', -charged, balance, last_posted_at, since, settled_to, rate, previous_at,
             previous_usage_at, 'billing'
        from settled where charged > 0)
    select currency,
           count(*) filter (where charged > 0)::int as billed,
           sum(charged) as charged,
           json_agg(json_build_object('id', id::text, 'at', settled_to)) filter (where ran_dry) as dry,
           count(*) filter (where not ran_dry and settled_to < ${at} or next_rate_change_at <= ${at}
                               or ran_dry and held > 0)::int as unfinished
      from settled group by currency`,
  )

  const dry = rows.flatMap((row) => row.dry ?? [])
  if (dry.length > 0) await suspendSubscriptions(tx, dry)
  return {
    ...summarize(rows),
    suspended: dry.length,
    unfinished: rows.reduce((sum, row) => sum + row.unfinished, 0),
  }
}
