import { z } from 'zod'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'
import { formatMinor, formatRate } from '@/lib/money'
import type { StatementSummary } from '@/lib/statements/list-statements'
import type { Statement } from '@/lib/statements/statement'
import { formatHours } from '@/lib/time'
import { amountText, currencyText, idText, instantText, rateText } from './answer-fields'

const summaryFields = {
  month: z.string().regex(/^\d{4}-\d{2}$/),
  currency: currencyText,
  period: z.strictObject({ start: instantText, end: instantText }).describe('Half-open, in UTC.'),
  so_far: z.boolean().describe('The month is not over: more may come.'),
  opening_balance: amountText,
  closing_balance: amountText,
}

/** What `presentStatementSummary` makes. */
export const statementSummarySchema = z.strictObject(summaryFields).meta({ id: 'StatementSummary' })

const type = z.enum(TRANSACTION_TYPES)
const day = z.iso.date()

/** What `presentStatement` makes. */
export const statementSchema = z
  .strictObject({
    ...summaryFields,
    as_of: instantText,
    totals: z.array(z.strictObject({ type, amount: amountText })).describe('By type, usage among them.'),
    usage: z
      .array(
        z.union([
          z.strictObject({
            subscription: idText,
            name: z.string(),
            tariff: z.string(),
            quantity: z.int(),
            hourly_rate: rateText,
            hours: z.string(),
            amount: amountText,
          }),
          z.strictObject({ day, amount: amountText }),
        ]),
      )
      .describe('By subscription and price or, where the history does not tell, by day.'),
    movements: z
      .array(
        z.union([
          z.strictObject({
            datetime: instantText,
            type,
            reason: z.string(),
            amount: amountText,
            payment: idText.nullable(),
          }),
          z.strictObject({ day, type, count: z.int(), amount: amountText }),
        ]),
      )
      .describe('What is not usage: each row or, of a month with very many, sums by day and type.'),
  })
  .meta({ id: 'Statement' })

/** A month of the list of statements as the API answers it. */
export function presentStatementSummary(summary: StatementSummary): z.input<typeof statementSummarySchema> {
  const { currency } = summary
  return {
    month: summary.month,
    currency,
    period: { start: summary.from.toISOString(), end: summary.to.toISOString() },
    so_far: summary.isSoFar,
    opening_balance: formatMinor(summary.openingMinor, currency),
    closing_balance: formatMinor(summary.closingMinor, currency),
  }
}

/** A statement as the API answers it: opening balance + totals = closing balance. */
export function presentStatement(statement: Statement): z.input<typeof statementSchema> {
  const { currency, usage, movements } = statement
  const amount = (amountMinor: bigint) => formatMinor(amountMinor, currency)
  const dayOf = (at: Date) => at.toISOString().slice(0, 10)
  return {
    ...presentStatementSummary(statement),
    as_of: statement.asOf.toISOString(),
    totals: statement.totals.map((total) => ({ type: total.type, amount: amount(total.amountMinor) })),
    usage:
      usage.by === 'subscription'
        ? usage.lines.map((line) => ({
            subscription: line.subscriptionId,
            name: line.name,
            tariff: line.tariffName,
            quantity: line.quantity,
            hourly_rate: formatRate(line.unitHourlyRateMicros, currency),
            hours: formatHours(line.ms),
            amount: amount(line.amountMinor),
          }))
        : usage.lines.map((line) => ({ day: dayOf(line.day), amount: amount(line.amountMinor) })),
    movements:
      movements.by === 'row'
        ? movements.lines.map((line) => ({
            datetime: line.datetime.toISOString(),
            type: line.type,
            reason: line.reason,
            amount: amount(line.amountMinor),
            payment: line.paymentId,
          }))
        : movements.lines.map((line) => ({
            day: dayOf(line.day),
            type: line.type,
            count: line.count,
            amount: amount(line.amountMinor),
          })),
  }
}
