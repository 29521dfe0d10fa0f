import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { subscriptions, tariffPrices, tariffs } from '@/db/schema'

/** A dated price of a tariff, as admins see it. */
export type DatedPrice = {
  id: bigint
  /** Micros per hour for one piece. */
  hourlyRateMicros: bigint
  effectiveFrom: Date
  appliesToExisting: boolean
}

/** A tariff with its prices past, present and to come, as admins see it. */
export type TariffHistory = {
  id: string
  name: string
  description: string
  currency: string
  retiredAt: Date | null
  /** Newest date first. */
  prices: DatedPrice[]
  /** The price in force; null before the first one's date. */
  current: DatedPrice | null
  /** Subscriptions that have not been stopped. */
  subscriptions: number
}

/** Every tariff, those on the price list first, with its whole price history. */
export function listTariffHistory(db: Database, { asOf }: { asOf: Date }): Promise<TariffHistory[]> {
  return historyOf(db, { asOf })
}

/** One tariff with its whole price history; undefined for an unknown id or a text that is no id at all. */
export async function findTariffHistory(
  db: Database,
  query: { tariffId: string; asOf: Date },
): Promise<TariffHistory | undefined> {
  if (!z.guid().safeParse(query.tariffId).success) return undefined
  const [tariff] = await historyOf(db, query)
  return tariff
}

async function historyOf(
  db: Database,
  { tariffId, asOf }: { tariffId?: string; asOf: Date },
): Promise<TariffHistory[]> {
  const rows = await db
    .select()
    .from(tariffs)
    .where(tariffId === undefined ? undefined : eq(tariffs.id, tariffId))
    .orderBy(sql`${tariffs.retiredAt} is not null`, asc(tariffs.currency), asc(tariffs.name), asc(tariffs.id))
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const prices = await db
    .select()
    .from(tariffPrices)
    .where(inArray(tariffPrices.tariffId, ids))
    .orderBy(desc(tariffPrices.effectiveFrom), desc(tariffPrices.id))
  const counts = await db
    .select({ tariffId: subscriptions.tariffId, count: sql<number>`count(*)::int` })
    .from(subscriptions)
    .where(and(inArray(subscriptions.tariffId, ids), ne(subscriptions.status, 'canceled')))
    .groupBy(subscriptions.tariffId)
  const countOf = new Map(counts.map(({ tariffId, count }) => [tariffId, count]))
  return rows.map(({ id, name, description, currency, retiredAt }) => {
    const dated = prices.filter((price) => price.tariffId === id)
    const current = dated.find(({ effectiveFrom }) => effectiveFrom <= asOf) ?? null
    return {
      id,
      name,
      description,
      currency,
      retiredAt,
      prices: dated,
      current,
      subscriptions: countOf.get(id) ?? 0,
    }
  })
}
