import type { CurrencyProof, LedgerProof } from '../ledger/verify/prove-within'

/** The sums of a currency as they were found, whenever that was. */
export type CurrencySums = CurrencyProof & { currency: string }

/** The sums as JSON can carry them. */
export function toStoredProof({ currencies }: LedgerProof): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...currencies].map(([currency, sums]) => [
      currency,
      Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum.toString()])),
    ]),
  )
}

/** The sums as they were stored, in the order of the currencies' codes. */
export function fromStoredProof(proof: Record<string, Record<string, string>>): CurrencySums[] {
  return Object.entries(proof)
    .map(([currency, sums]) => ({ currency, ...(readSums(sums) as CurrencyProof) }))
    .sort((a, b) => a.currency.localeCompare(b.currency))
}

function readSums(sums: Record<string, string>) {
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, BigInt(sum)]))
}
