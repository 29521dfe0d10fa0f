import type { Database } from '@/db/client'
import { listTransactions, type TransactionQuery } from '@/lib/ledger/list-transactions'
import type { LedgerTransaction } from '@/lib/ledger/transaction'
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

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection), also where it
 * begins with what cannot be seen, or with a full-width sign that some spreadsheets take for the plain one. One that
 * splits at semicolons begins a cell after each of them, and a row after each line, so there it gets one as well.
 * Only the reason is someone's text; a negative amount starts with a minus and stays a number.
 */
function withoutFormula(text: string): string {
  return text.replaceAll(/(^|[;\r\n])(?=[\s\p{Cf}\p{Cc}"]*[=+\-@＝＋－＠]|[\t\r])/gu, "$1'")
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
}
