import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type TransactionType, transactions, wallets } from '@/db/schema'

/** One row of a wallet's log. */
export type LedgerTransaction = {
  walletId: bigint
  /** Counts the wallet's rows from 1. */
  seq: bigint
  userId: string
  type: TransactionType
  /** Minor units, signed: positive raises the user's balance. */
  amountMinor: bigint
  /** Minor units: the wallet's balance after it. */
  balanceMinor: bigint
  currency: string
  reason: string
  datetime: Date
  /** The half-open period that usage is for; null for anything else. */
  periodStart: Date | null
  periodEnd: Date | null
  /** The wallet's rate in that period, micros per hour. */
  hourlyRateMicros: bigint | null
  paymentId: string | null
}

/** The columns of the log under the names that the domain uses; to be joined with the wallets for the currency. */
export const transactionColumns = {
  walletId: transactions.walletId,
  seq: transactions.seq,
  userId: transactions.userId,
  type: transactions.type,
  amountMinor: transactions.amount,
  balanceMinor: transactions.balance,
  currency: wallets.currency,
  reason: transactions.reason,
  datetime: transactions.datetime,
  periodStart: transactions.periodStart,
  periodEnd: transactions.periodEnd,
  hourlyRateMicros: transactions.hourlyRateMicros,
  paymentId: transactions.paymentId,
}

/** The row that an idempotency key has posted, if it has. */
export async function findTransactionByKey(
  db: Database,
  idempotencyKey: string,
): Promise<LedgerTransaction | undefined> {
  const [found] = await db
    .select(transactionColumns)
    .from(transactions)
    .innerJoin(wallets, eq(wallets.id, transactions.walletId))
    // Usage has no keys: saying so leaves its part of the log out.
    .where(and(eq(transactions.idempotencyKey, idempotencyKey), ne(transactions.type, 'usage')))
  return found
}
