import type postgres from 'postgres'
import type { TransactionType } from '@/db/schema'
import { after, plantUser } from '@/lib/testing/fixtures'
import type { TestDatabase } from '@/lib/testing/test-database'

/**
 * A row to plant: how long after the one before it was posted, what it is, and whether it says where that one is. It moves
 * one minor unit, or a signed amount.
 */
export type RowPlan = { gapMs: number; type: TransactionType; linked: boolean; amount?: number }

const SIGNS: Record<TransactionType, number> = {
  top_up: 1,
  usage: -1,
  charge: -1,
  refund: -1,
  dispute: -1,
  dispute_reversal: 1,
  adjustment: 1,
  bonus: 1,
  reversal: 1,
}

/** A user with a wallet for each plan, whose log is written by plain SQL. @returns the user's id. */
export async function plantLogs(
  database: TestDatabase,
  plans: Record<string, readonly RowPlan[]>,
  { openingBalance = 1_000_000 }: { openingBalance?: number } = {},
): Promise<string> {
  const userId = await plantUser(database.db)
  for (const [currency, plan] of Object.entries(plans)) {
    await plantLog(database.owner, { userId, currency, openingBalance }, plan)
  }
  return userId
}

async function plantLog(
  owner: postgres.Sql,
  { userId, currency, openingBalance }: { userId: string; currency: string; openingBalance: number },
  plan: readonly RowPlan[],
) {
  let balance = openingBalance
  let at: Date | null = null
  let usageAt: Date | null = null
  const rows: Record<string, unknown>[] = []
  for (const [index, { gapMs, type, linked, amount = SIGNS[type] }] of plan.entries()) {
    balance += amount
    const datetime: Date = new Date((at ?? after(0)).getTime() + gapMs)
    rows.push({
      seq: index + 1,
      user_id: userId,
      type,
      amount,
      balance,
      datetime,
      previous_at: linked ? at : null,
      previous_usage_at: linked ? usageAt : null,
      ...(type === 'usage' && {
        period_start: new Date(datetime.getTime() - 1),
        period_end: datetime,
        hourly_rate_micros: 1,
      }),
    })
    at = datetime
    if (type === 'usage') usageAt = datetime
  }
  const [wallet] = await owner`
    insert into wallets (user_id, currency, balance, seq, last_posted_at, last_usage_at)
    values (${userId}, ${currency}, ${balance}, ${plan.length}, ${at ?? new Date(0)}, ${usageAt}) returning id`
  await owner`
    insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, previous_at, previous_usage_at,
                              period_start, period_end, hourly_rate_micros)
    select ${wallet?.id}, seq, user_id, type, amount, balance, datetime, previous_at, previous_usage_at, period_start,
           period_end, hourly_rate_micros
      from jsonb_populate_recordset(null::transactions, ${owner.json(rows as postgres.JSONValue)})`
}
