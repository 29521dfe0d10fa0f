import type { DatedPrice, TariffHistory } from '@/lib/billing/list-tariff-history'

/** The next price of a tariff; its prices are listed newest date first, and of one date the one that holds first. */
export function nextPriceOf({ prices }: Pick<TariffHistory, 'prices'>, now: Date): DatedPrice | undefined {
  const next = prices.findLast(({ effectiveFrom }) => effectiveFrom > now)
  return prices.find(({ effectiveFrom }) => effectiveFrom.getTime() === next?.effectiveFrom.getTime())
}
