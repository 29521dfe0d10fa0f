import { and, desc, eq, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffPrices, tariffs } from '@/db/schema'
import { AppError } from '@/lib/errors'

/** A tariff at the price it has at an instant. */
export type Tariff = {
  id: string
  name: string
  description: string
  currency: string
  /** Which dated price that is. */
  priceId: bigint
  /** Micros per hour for one piece. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free; null if every hour is charged. */
  monthlyCapHours: number | null
  retiredAt: Date | null
}

/** The columns of a tariff joined with one of its prices. */
export const tariffColumns = {
  id: tariffs.id,
  name: tariffs.name,
  description: tariffs.description,
  currency: tariffs.currency,
  priceId: tariffPrices.id,
  hourlyRateMicros: tariffPrices.hourlyRateMicros,
  monthlyCapHours: tariffPrices.monthlyCapHours,
  retiredAt: tariffs.retiredAt,
}

/**
 * A tariff that can be subscribed to at an instant, at its price then.
 * @throws AppError `not_found` if there is none or it has no price yet, `tariff_retired` if it takes no new users.
 */
export async function readOpenTariff(db: Database, query: { tariffId: string; asOf: Date }): Promise<Tariff> {
  const tariff = await readTariff(db, query)
  if (tariff.retiredAt && tariff.retiredAt <= query.asOf) {
    throw new AppError('tariff_retired', 'This tariff takes no new subscribers.', { field: 'tariff' })
  }
  return tariff
}

/**
 * Any tariff at its price at an instant, retired or not.
 * @throws AppError `not_found` if there is none or it has no price yet.
 */
export async function readTariff(
  db: Database,
  { tariffId, asOf }: { tariffId: string; asOf: Date },
): Promise<Tariff> {
  const [tariff] = await db
    .select(tariffColumns)
    .from(tariffs)
    .innerJoin(tariffPrices, eq(tariffPrices.tariffId, tariffs.id))
    .where(and(eq(tariffs.id, tariffId), lte(tariffPrices.effectiveFrom, asOf)))
    .orderBy(desc(tariffPrices.effectiveFrom), desc(tariffPrices.id))
    .limit(1)
  if (!tariff) throw new AppError('not_found', 'There is no such tariff.', { field: 'tariff' })
  return tariff
}

/** The tariffs one can subscribe to at an instant, each at its price then: by currency, cheapest first. */
export async function listTariffs(db: Database, { asOf }: { asOf: Date }): Promise<Tariff[]> {
  const current = db
    .selectDistinctOn([tariffPrices.tariffId])
    .from(tariffPrices)
    .where(lte(tariffPrices.effectiveFrom, asOf))
    .orderBy(tariffPrices.tariffId, desc(tariffPrices.effectiveFrom), desc(tariffPrices.id))
    .as('current')
  return db
    .select({
      ...tariffColumns,
      priceId: current.id,
      hourlyRateMicros: current.hourlyRateMicros,
      monthlyCapHours: current.monthlyCapHours,
    })
    .from(tariffs)
    .innerJoin(current, eq(current.tariffId, tariffs.id))
    .where(sql`${tariffs.retiredAt} is null or ${tariffs.retiredAt} > ${asOf.toISOString()}::timestamptz`)
    .orderBy(tariffs.currency, current.hourlyRateMicros, tariffs.id)
}
