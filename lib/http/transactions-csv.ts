import type { LedgerTransaction } from '@/lib/ledger/transaction'
import type { LogFile } from './log-file'
import { presentTransaction } from './present-transaction'

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

/** A user's log as CSV (RFC 4180), with its head. */
export const csvFile: LogFile = {
  contentType: 'text/csv; charset=utf-8',
  name: 'transactions.csv',
  head: csvLine(COLUMNS),
  line: (row) => csvLine(cellsOf(row)),
}

/** The same for the log of all users, with whose each row is. */
export const wholeCsvFile: LogFile = {
  ...csvFile,
  head: csvLine([...COLUMNS, 'user']),
  line: (row) => csvLine([...cellsOf(row), row.userId]),
}

function cellsOf(transaction: LedgerTransaction): string[] {
  const { id, datetime, type, reason, amount, currency, balance, period, payment } =
    presentTransaction(transaction)
  return [
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
  ]
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
