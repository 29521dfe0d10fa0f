import type { LedgerTransaction } from '@/lib/ledger/transaction'
import { formatMinor } from '@/lib/money'

/** A row of the log as the API answers it. Its id is the wallet and the row's number in it. */
export function presentTransaction(row: LedgerTransaction) {
  return {
    id: `${row.walletId}-${row.seq}`,
    user: row.userId,
    type: row.type,
    reason: row.reason,
    amount: formatMinor(row.amountMinor, row.currency),
    currency: row.currency,
    balance: formatMinor(row.balanceMinor, row.currency),
    datetime: row.datetime.toISOString(),
    period:
      row.periodStart && row.periodEnd
        ? { start: row.periodStart.toISOString(), end: row.periodEnd.toISOString() }
        : null,
    payment: row.paymentId,
  }
}
