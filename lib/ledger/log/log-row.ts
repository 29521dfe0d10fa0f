import { sql } from 'drizzle-orm'
import type { TransactionType } from '@/db/schema'
import type { LedgerTransaction } from './transaction'

/** A row of the log as the driver reads it from plain SQL. */
export type LogRow = {
  wallet_id: string
  seq: string
  user_id: string
  type: TransactionType
  amount: string
  balance: string
  currency: string
  reason: string
  datetime: string
  period_start: string | null
  period_end: string | null
  hourly_rate_micros: string | null
  payment_id: string | null
}

/** What to select for a `LogRow` from the log as `t` and its wallets as `w`. */
export const logRow = sql.raw(`
  t.wallet_id, t.seq, t.user_id, t.type, t.amount, t.balance, w.currency, t.reason, t.datetime, t.period_start,
  t.period_end, t.hourly_rate_micros, t.payment_id`)

/** A row of the log under the names of the domain. */
export function fromLogRow(row: LogRow): LedgerTransaction {
  return {
    walletId: BigInt(row.wallet_id),
    seq: BigInt(row.seq),
    userId: row.user_id,
    type: row.type,
    amountMinor: BigInt(row.amount),
    balanceMinor: BigInt(row.balance),
    currency: row.currency,
    reason: row.reason,
    datetime: new Date(row.datetime),
    periodStart: row.period_start === null ? null : new Date(row.period_start),
    periodEnd: row.period_end === null ? null : new Date(row.period_end),
    hourlyRateMicros: row.hourly_rate_micros === null ? null : BigInt(row.hourly_rate_micros),
    paymentId: row.payment_id,
  }
}
