import type { Database } from '@/db/client'
import { tariffPrices, tariffs } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { assert } from '@/lib/errors'
import { assertPrice, type PriceTerms } from './assert-price'

/** A tariff to offer. */
export type NewTariff = PriceTerms &
  AdminAuthor & { name: string; description: string; currency: string; asOf: Date }

/**
 * Offers a new tariff, at its first price from this instant on.
 * @returns its id. @throws AppError for a price or a monthly cap that cannot be, see `assertPrice`.
 */
export async function createTariff(tx: Database, tariff: NewTariff): Promise<string> {
  assertPrice(tariff)
  const { name, description, currency, hourlyRateMicros, monthlyCapHours = null } = tariff
  const [created] = await tx
    .insert(tariffs)
    .values({ name, description, currency })
    .returning({ id: tariffs.id })
  assert(created, 'an inserted tariff has an id')
  await tx.insert(tariffPrices).values({
    tariffId: created.id,
    hourlyRateMicros,
    monthlyCapHours,
    effectiveFrom: tariff.asOf,
    createdBy: tariff.adminId,
  })
  await recordAudit(tx, {
    actor: authorOf(tariff),
    action: 'tariff.created',
    subject: `tariff:${created.id}`,
    details: { name, currency, hourlyRateMicros: hourlyRateMicros.toString(), monthlyCapHours },
  })
  return created.id
}
