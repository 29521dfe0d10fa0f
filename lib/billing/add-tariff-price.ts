import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffPrices, tariffs } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { assertPrice } from './create-tariff'

/** A price that a tariff is to have from an instant on. */
export type NewTariffPrice = {
  tariffId: string
  /** Micros per hour for one piece, > 0. */
  hourlyRateMicros: bigint
  /** Null: from now on. */
  effectiveFrom: Date | null
  /** Whether those who already subscribe move to it, or keep the price they have. */
  appliesToExisting: boolean
  asOf: Date
  adminId: string
}

/**
 * Adds a dated price to a tariff. It is never retroactive: time before its date, and before a subscriber's wallet
 * switches to it, is charged at the old price.
 * Of two prices of one instant the one added later holds.
 * @throws AppError `not_found` for the tariff, `invalid_request` for a date that has passed, `invalid_amount` for a
 *   price that is not above zero.
 */
export async function addTariffPrice(tx: Database, price: NewTariffPrice): Promise<void> {
  assertPrice(price.hourlyRateMicros)
  const effectiveFrom = price.effectiveFrom ?? price.asOf
  if (effectiveFrom < price.asOf) {
    throw new AppError('invalid_request', 'A price never holds for time that has passed.', {
      field: 'effective_from',
    })
  }
  const [tariff] = await tx.select({ id: tariffs.id }).from(tariffs).where(eq(tariffs.id, price.tariffId))
  if (!tariff) throw new AppError('not_found', 'There is no such tariff.')
  await tx.insert(tariffPrices).values({
    tariffId: tariff.id,
    hourlyRateMicros: price.hourlyRateMicros,
    effectiveFrom,
    appliesToExisting: price.appliesToExisting,
    createdBy: price.adminId,
  })
  await recordAudit(tx, {
    actor: `admin:${price.adminId}`,
    action: 'tariff.price_added',
    subject: `tariff:${tariff.id}`,
    details: {
      hourlyRateMicros: price.hourlyRateMicros.toString(),
      effectiveFrom: effectiveFrom.toISOString(),
      appliesToExisting: price.appliesToExisting,
    },
  })
}
