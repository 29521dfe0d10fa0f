import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { subscriptions, tariffPrices, tariffs } from '@/db/schema'

/** A dated price of a tariff, as admins see it. */
export type DatedPrice = {
  id: bigint
  /** Micros per hour for one piece. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free; null if every hour is charged. */
  monthlyCapHours: number | null
  effectiveFrom: Date
  appliesToExisting: boolean
  /** Whether another price of the same instant was added later, so that this one never holds. */
  isReplaced: boolean
  /** Subscriptions that pay it and have not been stopped. */
  subscriptions: number
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
    .select({
      tariffId: subscriptions.tariffId,
      priceId: subscriptions.tariffPriceId,
      count: sql<number>`count(*)::int`,
    })
    .from(subscriptions)
    .where(and(inArray(subscriptions.tariffId, ids), ne(subscriptions.status, 'canceled')))
    .groupBy(subscriptions.tariffId, subscriptions.tariffPriceId)
  const payers = new Map(counts.map(({ priceId, count }) => [priceId, count]))
  return rows.map(({ id, name, description, currency, retiredAt }) => {
    const dated = datedPrices(
      prices.filter(({ tariffId: of }) => of === id),
      payers,
    )
    return {
      id,
      name,
      description,
      currency,
      retiredAt,
      prices: dated,
      current: dated.find(({ effectiveFrom }) => effectiveFrom <= asOf) ?? null,
      subscriptions: counts.reduce((sum, { tariffId: of, count }) => (of === id ? sum + count : sum), 0),
    }
  })
}

/** @param prices newest date first, and of one date the one added last first. */
function datedPrices(
  prices: readonly (typeof tariffPrices.$inferSelect)[],
  payers: ReadonlyMap<bigint | null, number>,
): DatedPrice[] {
  return prices.map(({ id, hourlyRateMicros, monthlyCapHours, effectiveFrom, appliesToExisting }, index) => ({
    id,
    hourlyRateMicros,
    monthlyCapHours,
    effectiveFrom,
    appliesToExisting,
    isReplaced: prices[index - 1]?.effectiveFrom.getTime() === effectiveFrom.getTime(),
    subscriptions: payers.get(id) ?? 0,
  }))
}
