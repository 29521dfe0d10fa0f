import { formatMinor, formatRate } from '@/lib/money'
import type { Statement } from '@/lib/statements/statement'
import { formatHours } from '@/lib/time'
import { csvLine, withoutFormula } from './csv'

const COLUMNS = [
  'line',
  'date',
  'description',
  'quantity',
  'hourly_rate',
  'hours',
  'amount',
  'currency',
] as const

type Line = Partial<Record<(typeof COLUMNS)[number], string>>

/**
 * A statement as CSV: a line for the opening balance, one for each thing that was used and each movement, and one for the
 * closing balance. All but the last come to the last.
 */
export function statementCsv(statement: Statement): string {
  const { currency, from, to, openingMinor, closingMinor } = statement
  const amount = (amountMinor: bigint) => ({ amount: formatMinor(amountMinor, currency), currency })
  const lines: Line[] = [
    { line: 'opening_balance', date: from.toISOString(), ...amount(openingMinor) },
    ...usageLines(statement, amount),
    ...movementLines(statement, amount),
    { line: 'closing_balance', date: to.toISOString(), ...amount(closingMinor) },
  ]
  return csvLine(COLUMNS) + lines.map((line) => csvLine(COLUMNS.map((name) => line[name] ?? ''))).join('')
}

type AmountOf = (amountMinor: bigint) => { amount: string; currency: string }

function usageLines({ usage, currency }: Statement, amount: AmountOf): Line[] {
  if (usage.by === 'day') {
    return usage.lines.map((line) => ({
      line: 'usage',
      date: line.day.toISOString(),
      ...amount(line.amountMinor),
    }))
  }
  return usage.lines.map((line) => ({
    line: 'usage',
    description: withoutFormula([line.name, line.tariffName].filter((text) => text !== '').join(', ')),
    quantity: String(line.quantity),
    hourly_rate: formatRate(line.unitHourlyRateMicros, currency),
    hours: formatHours(line.ms),
    ...amount(line.amountMinor),
  }))
}

function movementLines({ movements }: Statement, amount: AmountOf): Line[] {
  if (movements.by === 'day') {
    return movements.lines.map((line) => ({
      line: line.type,
      date: line.day.toISOString(),
      quantity: String(line.count),
      ...amount(line.amountMinor),
    }))
  }
  return movements.lines.map((line) => ({
    line: line.type,
    date: line.datetime.toISOString(),
    description: withoutFormula(line.reason),
    ...amount(line.amountMinor),
  }))
}
