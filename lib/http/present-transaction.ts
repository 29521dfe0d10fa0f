import { z } from 'zod'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'
import { formatMinor } from '@/lib/money'
import { amountText, currencyText, idText, instantText } from './answer-fields'

/** What `presentTransaction` makes. */
export const transactionSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^\d+-\d+$/)
      .describe("The wallet, and the row's number in it."),
    user: idText,
    type: z.enum(TRANSACTION_TYPES),
    reason: z.string(),
    amount: amountText.describe('Positive raises the balance.'),
    currency: currencyText,
    balance: amountText.describe('After it.'),
    datetime: instantText.describe('When it was posted.'),
    period: z
      .strictObject({ start: instantText, end: instantText })
      .nullable()
      .describe('What usage is for, half-open.'),
    payment: idText.nullable(),
  })
  .meta({ id: 'Transaction', description: 'A row of the log. It never changes.' })

/** A row of the log as the API answers it. Its id is the wallet and the row's number in it. */
export function presentTransaction(row: LedgerTransaction): z.input<typeof transactionSchema> {
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
