import { asc, desc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffPrices } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '@/lib/errors'
import { assertPrice, type PriceTerms } from './assert-price'
import { lockTariff } from './lock-tariff'
import { restorationsAfter } from './restored-price'

/** A price that a tariff is to have from an instant on. */
export type NewTariffPrice = PriceTerms &
  AdminAuthor & {
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
 * Of two prices of one instant the one added later holds, and the other is as if it had never been. Where a price to
 * come was taken back, this one goes on beyond its date.
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
  const ofTariff = { tariffId: tariff.id, createdBy: price.adminId }
  const restorations = restorationsAfter(await readStandingPrices(tx, tariff.id), effectiveFrom)
  const [added] = await tx
    .insert(tariffPrices)
    .values([
      { ...ofTariff, ...terms, effectiveFrom },
      ...restorations.map((at) => ({ ...ofTariff, ...terms, effectiveFrom: at, appliesToExisting: false })),
    ])
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

/** The prices of a tariff that stand, in the order of their dates: of two of one instant the one added later. */
function readStandingPrices(tx: Database, tariffId: string) {
  return tx
    .selectDistinctOn([tariffPrices.effectiveFrom])
    .from(tariffPrices)
    .where(eq(tariffPrices.tariffId, tariffId))
    .orderBy(asc(tariffPrices.effectiveFrom), desc(tariffPrices.id))
}
