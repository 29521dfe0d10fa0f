import type { Database } from '@/db/client'
import { tariffPrices, tariffs } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '../errors'

/** A tariff to offer. */
export type NewTariff = {
  name: string
  description: string
  currency: string
  /** Micros per hour for one piece, > 0. */
  hourlyRateMicros: bigint
  asOf: Date
  /** The admin who offers it. */
  adminId: string
}

/**
 * Offers a new tariff, at its first price from this instant on.
 * @returns its id. @throws AppError `invalid_amount` for a price that is not above zero.
 */
export async function createTariff(tx: Database, tariff: NewTariff): Promise<string> {
  assertPrice(tariff.hourlyRateMicros)
  const { name, description, currency } = tariff
  const [created] = await tx
    .insert(tariffs)
    .values({ name, description, currency })
    .returning({ id: tariffs.id })
  assert(created, 'an inserted tariff has an id')
  await tx.insert(tariffPrices).values({
    tariffId: created.id,
    hourlyRateMicros: tariff.hourlyRateMicros,
    effectiveFrom: tariff.asOf,
    createdBy: tariff.adminId,
  })
  await recordAudit(tx, {
    actor: `admin:${tariff.adminId}`,
    action: 'tariff.created',
    subject: `tariff:${created.id}`,
    details: { name, currency, hourlyRateMicros: tariff.hourlyRateMicros.toString() },
  })
  return created.id
}

/** An hourly price is above zero, and small enough that a wallet can pay many of them. */
export function assertPrice(hourlyRateMicros: bigint): void {
  if (hourlyRateMicros > 0n && hourlyRateMicros < 2n ** 56n) return
  throw new AppError('invalid_amount', 'The hourly price is above zero and below 72 billion minor units.', {
    field: 'hourly_rate',
  })
}
