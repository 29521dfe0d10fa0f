/** What a settlement did. */
export type SettlementSummary = {
  /** Usage rows written: one for each wallet charged, and one more for each change of its rate on the way. */
  billed: number
  /** Wallets that ran dry. */
  suspended: number
  /** Minor units charged, by currency. */
  chargedMinor: Map<string, bigint>
}

/** What a statement that settles answers of each currency. */
export type SettledRow = { currency: string; billed: number; charged: string }

/** Sums up what a statement answered, which has suspended nobody yet. */
export function summarize(rows: readonly SettledRow[]): SettlementSummary {
  return {
    billed: rows.reduce((sum, row) => sum + row.billed, 0),
    suspended: 0,
    chargedMinor: new Map(rows.map((row) => [row.currency, BigInt(row.charged)])),
  }
}

/** Two settlements taken together. */
export function addSettlements(a: SettlementSummary, b: SettlementSummary): SettlementSummary {
  const chargedMinor = new Map(a.chargedMinor)
  for (const [currency, amount] of b.chargedMinor) {
    chargedMinor.set(currency, (chargedMinor.get(currency) ?? 0n) + amount)
  }
  return { billed: a.billed + b.billed, suspended: a.suspended + b.suspended, chargedMinor }
}
