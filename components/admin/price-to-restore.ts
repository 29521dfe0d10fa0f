import type { DatedPrice, TariffHistory } from '@/lib/billing/list-tariff-history'

/**
 * The price that would hold in place of one that is taken back; undefined if it cannot be: it is in force, was replaced
 * already, or is itself nothing but the price before, restored.
 */
export function priceToRestore(
  { prices }: Pick<TariffHistory, 'prices'>,
  price: DatedPrice,
  now: Date,
): DatedPrice | undefined {
  if (price.effectiveFrom <= now || price.isReplaced) return undefined
  const before = prices.find(({ effectiveFrom }) => effectiveFrom < price.effectiveFrom)
  const changesNothing =
    !price.appliesToExisting &&
    before?.hourlyRateMicros === price.hourlyRateMicros &&
    before.monthlyCapHours === price.monthlyCapHours
  return changesNothing ? undefined : before
}
