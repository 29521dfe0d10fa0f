import { formatMinor, parseAmount } from '@/lib/money'

/** Minor units charged in one currency. */
export type ChargedTotal = { currency: string; amountMinor: bigint }

/** Reads a billing run's stored totals (major units by currency), in the order of the currencies. */
export function chargedTotals(totals: Record<string, string>): ChargedTotal[] {
  return Object.entries(totals)
    .map(([currency, amount]) => ({ currency, amountMinor: parseAmount(amount, currency) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** The same, as a run stores them. */
export function storedTotals(charged: readonly ChargedTotal[]): Record<string, string> {
  return Object.fromEntries(
    charged.map(({ currency, amountMinor }) => [currency, formatMinor(amountMinor, currency)]),
  )
}
