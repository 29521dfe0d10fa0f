import type { DatedPrice, TariffHistory } from './list-tariff-history'

/**
 * How far those who already subscribe have moved to a price: `scheduled` until its date, then `moving` while some are
 * left, `done` when none is, and `past` once another price is due for them. `none` for a price that nobody moves to:
 * the first of a tariff, one for new subscribers only, one that was replaced before it held.
 */
export type PriceProgress = {
  state: 'none' | 'scheduled' | 'moving' | 'done' | 'past'
  /** Subscriptions that pay it: those that moved, and those started or changed to it since. */
  moved: number
  /** Subscriptions that pay an older one, and are to move. */
  left: number
}

/** The progress of one of a tariff's prices at an instant. */
export function priceProgress(
  { prices }: Pick<TariffHistory, 'prices'>,
  price: DatedPrice,
  asOf: Date,
): PriceProgress {
  const older = prices.slice(prices.findIndex(({ id }) => id === price.id) + 1)
  const left = older.reduce((sum, { subscriptions }) => sum + subscriptions, 0)
  const moved = price.subscriptions
  if (!price.appliesToExisting || price.isReplaced || older.length === 0)
    return { state: 'none', moved, left: 0 }
  if (price.effectiveFrom > asOf) return { state: 'scheduled', moved, left }
  if (dueForExisting({ prices }, asOf)?.id !== price.id) return { state: 'past', moved, left: 0 }
  return { state: left > 0 ? 'moving' : 'done', moved, left }
}

/** The price that those who already subscribe are to pay at an instant; the same in SQL is `duePrices`. */
export function dueForExisting(
  { prices }: Pick<TariffHistory, 'prices'>,
  asOf: Date,
): DatedPrice | undefined {
  return prices.find(
    ({ appliesToExisting, isReplaced, effectiveFrom }) =>
      appliesToExisting && !isReplaced && effectiveFrom <= asOf,
  )
}

/** How many subscriptions a price for everyone would move: those that pay a dated price. */
export function movableSubscriptions({ prices }: Pick<TariffHistory, 'prices'>): number {
  return prices.reduce((sum, { subscriptions }) => sum + subscriptions, 0)
}
