import { formatMinor, formatRate } from '@/lib/money'
import type { StatementSummary } from '@/lib/statements/list-statements'
import type { Statement } from '@/lib/statements/statement'
import { formatHours } from '@/lib/time'

/** A month of the list of statements as the API answers it. */
export function presentStatementSummary(summary: StatementSummary) {
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
export function presentStatement(statement: Statement) {
  const { currency, usage, movements } = statement
  const amount = (amountMinor: bigint) => formatMinor(amountMinor, currency)
  const day = (at: Date) => at.toISOString().slice(0, 10)
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
        : usage.lines.map((line) => ({ day: day(line.day), amount: amount(line.amountMinor) })),
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
            day: day(line.day),
            type: line.type,
            count: line.count,
            amount: amount(line.amountMinor),
          })),
  }
}
