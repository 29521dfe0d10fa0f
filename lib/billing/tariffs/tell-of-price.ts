import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { priceNotices } from '@/db/schema'
import { recordEvents } from '@/lib/outbox/record-event'
import { standingPrices } from './due-prices'
import { priceChangeData } from './price-event'

/** Something that all who subscribe to a tariff are to be told of one of its prices. */
export type PriceNotice = { priceId: bigint; tariffId: string; kind: 'announced' | 'taken_back' }

/** Subscriptions told by one transaction. */
const BATCH_SUBSCRIPTIONS = 500

/**
 * Tells the next batch of subscribers. One that was stopped, whose price was agreed by hand, or that pays as much
 * already is not told of a price to come; that it does not come is told to those alone who were told that it would.
 * @returns how many were told, and whether nobody is left, or the notice is no longer true.
 */
export async function tellOfPrice(
  tx: Database,
  notice: PriceNotice,
): Promise<{ told: number; isDone: boolean }> {
  // Whoever adds or takes back a price waits for the batch, and the next batch sees what they did.
  await tx.execute(sql`select id from tariffs where id = ${notice.tariffId} for share`)
  const asOf = await appNow(tx)
  if (notice.kind === 'announced' && !(await isToCome(tx, notice.priceId, asOf)))
    return { told: 0, isDone: true }
  const { toldThrough, finishedAt } = await lockProgress(tx, notice)
  if (finishedAt !== null) return { told: 0, isDone: true }
  const batch = await nextSubscriptions(tx, { ...notice, after: toldThrough })
  await recordEvents(
    tx,
    batch.map((row) => toEvent(row, notice, asOf)),
  )
  const isDone = batch.length < BATCH_SUBSCRIPTIONS
  await tx
    .update(priceNotices)
    .set({ toldThrough: batch.at(-1)?.id ?? toldThrough, finishedAt: isDone ? asOf : null })
    .where(isOf(notice))
  return { told: batch.length, isDone }
}

async function isToCome(tx: Database, priceId: bigint, asOf: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from (${standingPrices}) standing
     where id = ${priceId} and effective_from > ${asOf.toISOString()}::timestamptz`)
  return rows.length > 0
}

const isOf = ({ priceId, kind }: PriceNotice) =>
  and(eq(priceNotices.priceId, priceId), eq(priceNotices.kind, kind))

/** Two jobs at once take turns, batch by batch. */
async function lockProgress(tx: Database, notice: PriceNotice) {
  const { priceId, kind } = notice
  await tx.insert(priceNotices).values({ priceId, kind }).onConflictDoNothing()
  const [progress] = await tx.select().from(priceNotices).where(isOf(notice)).for('update')
  return progress ?? { toldThrough: null, finishedAt: null }
}

type Row = {
  id: string
  user_id: string
  wallet_id: string
  quantity: number
  currency: string
  effective_from: string
  old_rate: string
  new_rate: string
  old_cap: number | null
  new_cap: number | null
}

function nextSubscriptions(
  tx: Database,
  { priceId, tariffId, kind, after }: PriceNotice & { after: string | null },
) {
  const beyond = after === null ? sql`` : sql`and s.id > ${after}::uuid`
  const concerned =
    kind === 'announced'
      ? sql`
       and (price.effective_from, price.id) > (paid.effective_from, paid.id)
       and (price.hourly_rate_micros, price.monthly_cap_hours)
           is distinct from (s.hourly_rate_micros, s.monthly_cap_hours)`
      : sql`
       and exists (select from outbox told where told.key = ${`${KEY.announced}:`} || s.id || ':' || price.id)`
  return tx.execute<Row>(sql`
    select s.id, s.user_id, s.wallet_id, s.quantity, tariff.currency, price.effective_from,
           s.hourly_rate_micros as old_rate, price.hourly_rate_micros as new_rate,
           s.monthly_cap_hours as old_cap, price.monthly_cap_hours as new_cap
      from subscriptions s
      join tariffs tariff on tariff.id = s.tariff_id
      join tariff_prices price on price.id = ${priceId}
      join tariff_prices paid on paid.id = s.tariff_price_id
     where s.tariff_id = ${tariffId} and s.status <> 'canceled' ${beyond} ${concerned}
     order by s.id limit ${BATCH_SUBSCRIPTIONS}`)
}

const KEY = {
  announced: 'subscription.price_announced',
  taken_back: 'subscription.price_taken_back',
} as const

function toEvent(row: Row, { priceId, tariffId, kind }: PriceNotice, asOf: Date) {
  return {
    type: KEY[kind],
    key: `${KEY[kind]}:${row.id}:${priceId}`,
    userId: row.user_id,
    walletId: BigInt(row.wallet_id),
    at: asOf,
    data: {
      ...priceChangeData({
        subscriptionId: row.id,
        tariffId,
        quantity: row.quantity,
        currency: row.currency,
        old: { hourlyRateMicros: BigInt(row.old_rate), monthlyCapHours: row.old_cap },
        new: { hourlyRateMicros: BigInt(row.new_rate), monthlyCapHours: row.new_cap },
      }),
      effective_from: new Date(row.effective_from).toISOString(),
    },
  }
}
