import type { Database } from '@/db/client'
import { listTransactions, type TransactionQuery } from '@/lib/ledger/list-transactions'
import type { LedgerTransaction } from '@/lib/ledger/transaction'
import { csvLine, withoutFormula } from './csv'
import { presentTransaction } from './present-transaction'

/** Rows that one query of an export reads. */
const EXPORT_PAGE = 500

const COLUMNS = [
  'id',
  'datetime',
  'type',
  'reason',
  'amount',
  'currency',
  'balance',
  'period_start',
  'period_end',
  'payment',
] as const

/** A page of the log as CSV (RFC 4180), with its head. */
export function transactionsCsv(rows: LedgerTransaction[]): string {
  return csvLine(COLUMNS) + rows.map(csvRow).join('')
}

/** The whole of what the query finds, newest first, as CSV in pieces: read page by page, never all at once. */
export async function* exportTransactions(
  db: Database,
  query: Omit<TransactionQuery, 'limit' | 'cursor'>,
): AsyncGenerator<string> {
  yield csvLine(COLUMNS)
  let cursor: string | undefined
  do {
    const page = await listTransactions(db, { ...query, limit: EXPORT_PAGE, cursor })
    if (page.rows.length > 0) yield page.rows.map(csvRow).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function csvRow(transaction: LedgerTransaction): string {
  const { id, datetime, type, reason, amount, currency, balance, period, payment } =
    presentTransaction(transaction)
  return csvLine([
    id,
    datetime,
    type,
    withoutFormula(reason),
    amount,
    currency,
    balance,
    period?.start ?? '',
    period?.end ?? '',
    payment ?? '',
  ])
}
