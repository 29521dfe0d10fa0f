import type { Database } from '@/db/client'
import { tariffPrices } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '../errors'
import { assertPrice, type PriceTerms } from './assert-price'
import { lockTariff } from './lock-tariff'
import { authorOf, type TariffAuthor } from './tariff-author'

/** A price that a tariff is to have from an instant on. */
export type NewTariffPrice = PriceTerms &
  TariffAuthor & {
    tariffId: string
    /** Null: from now on. */
    effectiveFrom: Date | null
    /** Whether those who already subscribe move to it, or keep the price they have. */
    appliesToExisting: boolean
    asOf: Date
  }

/**
 * Adds a dated price to a tariff. It is never retroactive: time before its date, and before a subscriber's wallet
 * switches to it, is charged at the old price.
 * Of two prices of one instant the one added later holds, and the other is as if it had never been.
 * @returns its id.
 * @throws AppError `not_found` for the tariff, `invalid_request` for a date that has passed, and for a price or a
 *   monthly cap that cannot be, see `assertPrice`.
 */
export async function addTariffPrice(tx: Database, price: NewTariffPrice): Promise<bigint> {
  assertPrice(price)
  const effectiveFrom = price.effectiveFrom ?? price.asOf
  if (effectiveFrom < price.asOf) {
    throw new AppError('invalid_request', 'A price never holds for time that has passed.', {
      field: 'effective_from',
    })
  }
  const tariff = await lockTariff(tx, price.tariffId)
  const { hourlyRateMicros, monthlyCapHours = null, appliesToExisting } = price
  const terms = { hourlyRateMicros, monthlyCapHours, appliesToExisting }
  const [added] = await tx
    .insert(tariffPrices)
    .values({ ...terms, tariffId: tariff.id, effectiveFrom, createdBy: price.adminId })
    .returning({ id: tariffPrices.id })
  assert(added, 'an inserted price has an id')
  await recordAudit(tx, {
    actor: authorOf(price),
    action: 'tariff.price_added',
    subject: `tariff:${tariff.id}`,
    details: {
      ...terms,
      hourlyRateMicros: hourlyRateMicros.toString(),
      effectiveFrom: effectiveFrom.toISOString(),
    },
  })
  return added.id
}
