import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { csvLine, withoutFormula } from './csv'
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
