import type { DatedPrice, TariffHistory } from '@/lib/billing/list-tariff-history'

/** The first price of a tariff that is still to come; its prices are listed newest date first. */
export function nextPriceOf({ prices }: Pick<TariffHistory, 'prices'>, now: Date): DatedPrice | undefined {
  return prices.findLast(({ effectiveFrom }) => effectiveFrom > now)
}
