import type postgres from 'postgres'
import { BATCH_WALLETS } from '@/lib/billing/runs/billing-range'
import { MANY } from '@/lib/testing/plant-many-wallets'

/** On one wallet of so many nothing runs, so that every batch meets some of which there is nothing to bill. */
export const IDLE_EVERY = 20

/** What cannot be avoided: the row of each wallet on which something runs and a row of its log, without asking what is owed. */
export async function billBare(owner: postgres.Sql, wallets: number, asOf: Date): Promise<void> {
  const charge = (MANY.hourlyRateMicros / 1_000_000n).toString()
  for (let after = 0; after < wallets; after += BATCH_WALLETS) {
    const upTo = after + BATCH_WALLETS
    await owner.begin(async (tx) => {
      await tx`
        update wallets set balance = balance - ${charge}, last_hourly_billing = ${asOf}, seq = seq + 1,
                           last_posted_at = ${asOf}, last_usage_at = ${asOf}
         where id > ${after} and id <= ${upTo} and hourly_rate_micros > 0`
      await tx`
        insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                        period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
        select id, seq, user_id, 'usage', -${charge}::bigint, balance, ${asOf}, ${asOf}::timestamptz - interval '1 hour',
               ${asOf}, hourly_rate_micros, ${asOf}::timestamptz - interval '1 hour',
               ${asOf}::timestamptz - interval '1 hour', 'billing'
          from wallets where id > ${after} and id <= ${upTo} and hourly_rate_micros > 0`
    })
  }
}
