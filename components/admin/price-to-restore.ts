import type { DatedPrice, TariffHistory } from '@/lib/billing/tariffs/list-tariff-history'
import { isRestored } from '@/lib/billing/tariffs/restored-price'

type Prices = Pick<TariffHistory, 'prices'>

/**
 * The price that would hold in place of one that is taken back; undefined if it cannot be: it is in force, was replaced
 * already, or is itself nothing but the price before, restored.
 */
export function priceToRestore({ prices }: Prices, price: DatedPrice, now: Date): DatedPrice | undefined {
  if (price.effectiveFrom <= now || price.isReplaced) return undefined
  const before = priceBefore({ prices }, price)
  return isRestored(price, before) ? undefined : before
}

/** Whether a price only restores the one before it. */
export function restoresThePriceBefore({ prices }: Prices, price: DatedPrice): boolean {
  return !price.isReplaced && isRestored(price, priceBefore({ prices }, price))
}

/** The price that holds until another one does; prices are listed newest date first. */
function priceBefore({ prices }: Prices, price: DatedPrice): DatedPrice | undefined {
  return prices.find(({ effectiveFrom }) => effectiveFrom < price.effectiveFrom)
}
