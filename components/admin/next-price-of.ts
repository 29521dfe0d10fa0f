import type { DatedPrice, TariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { restoresThePriceBefore } from './price-to-restore'

/** The next price of a tariff that changes something; its prices are listed newest date first. */
export function nextPriceOf(tariff: Pick<TariffHistory, 'prices'>, now: Date): DatedPrice | undefined {
  return tariff.prices.findLast(
    (price) => price.effectiveFrom > now && !price.isReplaced && !restoresThePriceBefore(tariff, price),
  )
}
