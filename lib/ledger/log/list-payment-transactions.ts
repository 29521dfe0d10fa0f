import { and, asc, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { transactions, wallets } from '@/db/schema'
import { type LedgerTransaction, transactionColumns } from './transaction'

/** So many are read; a payment has a handful. */
const MOST = 200

/** The rows of a wallet's log that name a payment, oldest first: its credit, and what went back and came back of it. */
export function listPaymentTransactions(
  db: Database,
  { walletId, paymentId }: { walletId: bigint; paymentId: string },
): Promise<LedgerTransaction[]> {
  return db
    .select(transactionColumns)
    .from(transactions)
    .innerJoin(wallets, eq(wallets.id, transactions.walletId))
    .where(
      and(
        eq(transactions.walletId, walletId),
        eq(transactions.paymentId, paymentId),
        // Usage names no payment: saying so leaves its part of the log out.
        ne(transactions.type, 'usage'),
      ),
    )
    .orderBy(asc(transactions.datetime), asc(transactions.seq))
    .limit(MOST)
}
