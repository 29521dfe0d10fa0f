import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { isSelected, type WalletSelection } from './wallet-selection'

/**
 * Settles the part of an outage that the operator does not charge for: the usage is written to the log as ever, so
 * that the log still shows what ran, and right before it, as a row of its own, the same amount is given. Neither
 * the balance nor what is running changes, and nobody runs dry by it. A wallet without money is left to the rule.
 * @returns how many wallets stopped where a monthly cap changes their rate, and are to go on from there.
 */
export async function forgiveUsage(
  tx: Database,
  { selection, asOf, forgivenFrom }: { selection: WalletSelection; asOf: Date; forgivenFrom: Date },
): Promise<number> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const from = sql`${forgivenFrom.toISOString()}::timestamptz`
  const until = sql`least(${at}, w.next_rate_change_at)`
  const [row] = await tx.execute<{ unfinished: number }>(sql`
    with settled as (
      update wallets w
         set (carry, last_hourly_billing, seq, last_posted_at, last_usage_at) = (
               select a.rest,
                      greatest(w.last_hourly_billing, ${until}),
                      w.seq + case when a.whole > 0 then 2 else 0 end,
                      case when a.whole > 0 then greatest(w.last_posted_at, ${at}) else w.last_posted_at end,
                      case when a.whole > 0 then greatest(w.last_posted_at, ${at}) else w.last_usage_at end
                 from accrued(w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${until}) a)
       where ${isSelected(selection)} and (w.hourly_rate_micros > 0 or w.next_rate_change_at <= ${at})
         and w.last_hourly_billing >= ${from} and w.balance > w.held
         and (w.last_hourly_billing < ${until} or w.next_rate_change_at <= ${until})
      returning w.id, w.user_id, w.balance, new.seq, old.hourly_rate_micros as rate, old.last_hourly_billing as since,
                new.last_hourly_billing as settled_to, new.last_posted_at,
                case when old.seq > 0 then old.last_posted_at end as previous_at, old.last_usage_at,
                new.next_rate_change_at,
                (select whole from accrued(old.hourly_rate_micros, old.carry, old.last_hourly_billing,
                                           new.last_hourly_billing)) as amount),
    given as (
      insert into transactions_movements (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                          previous_at, previous_usage_at, actor)
      select id, seq - 1, user_id, 'adjustment', amount, balance + amount, ${OUTAGE_FORGIVEN}, last_posted_at,
             previous_at, last_usage_at, 'billing'
        from settled where amount > 0),
    charged as (
      insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                      period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
      select id, seq, user_id, 'usage', -amount, balance, last_posted_at, since, settled_to, rate, last_posted_at,
             last_usage_at, 'billing'
        from settled where amount > 0)
    select count(*) filter (where next_rate_change_at <= ${at})::int as unfinished from settled`)
  return row?.unfinished ?? 0
}

/** The reason of the rows that give usage of an outage back; screens say it in the user's language. */
export const OUTAGE_FORGIVEN = 'outage_forgiven'
