import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { assertIdCursor, type Page, pageOf } from '@/lib/page'
import { canCarry, duePrices, isOutdated, withPrices } from './due-prices'

/** A subscription that is to move to the price due for it, and has not yet. */
export type LeftSubscriber = {
  subscriptionId: string
  /** The user's own name for it; empty if there is none. */
  name: string
  userId: string
  email: string
  quantity: number
  /** The price of one piece that it still pays, micros per hour. */
  hourlyRateMicros: bigint
  /** `cannot_carry`: everything on its wallet would cost more an hour than can be counted, so it keeps its price. */
  reason: 'waiting' | 'cannot_carry'
}

type Row = {
  id: string
  name: string
  user_id: string
  email: string
  quantity: number
  hourly_rate_micros: string
  is_stuck: boolean
}

/**
 * A page of a tariff's subscriptions that have not moved to the price due for them, newest first, and the cursor of
 * the next one or null at the end. The caller has checked that an admin asks.
 * @param query `cursor` is the id of the last one of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listLeftSubscribers(
  db: Database,
  query: { tariffId: string; asOf: Date; limit: number; cursor?: string | undefined },
): Promise<Page<LeftSubscriber>> {
  const { tariffId, asOf, limit, cursor } = query
  assertIdCursor(cursor)
  const beyond = cursor === undefined ? sql`` : sql`and s.id < ${cursor}`
  const found = await db.execute<Row>(sql`
    with due as (${duePrices(asOf)}),
    waiting as (
      select s.id, s.name, s.user_id, s.wallet_id, s.quantity, s.hourly_rate_micros from ${withPrices}
       where s.tariff_id = ${tariffId} and ${isOutdated} ${beyond}
       order by s.id desc limit ${limit + 1}),
    ${stuckWallets}
    select l.id, l.name, l.user_id, u.email, l.quantity, l.hourly_rate_micros,
           l.wallet_id in (select wallet_id from stuck) as is_stuck
      from waiting l join users u on u.id = l.user_id order by l.id desc`)
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => id)
  return { rows: rows.map(toLeftSubscriber), nextCursor }
}

/** How many of a tariff's subscriptions cannot move to the price due for them. */
export async function countStuckSubscribers(
  db: Database,
  { tariffId, asOf }: { tariffId: string; asOf: Date },
): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with due as (${duePrices(asOf)}),
    waiting as (select s.wallet_id from ${withPrices} where s.tariff_id = ${tariffId} and ${isOutdated}),
    ${stuckWallets}
    select count(*)::int from waiting where wallet_id in (select wallet_id from stuck)`)
  return row?.count ?? 0
}

/** Of the wallets in `waiting`, those that cannot carry the prices due for them. */
const stuckWallets = sql`
  stuck as (
    select s.wallet_id from ${withPrices}
     where s.wallet_id in (select wallet_id from waiting) and s.status <> 'canceled'
     group by s.wallet_id having not ${canCarry})`

function toLeftSubscriber(row: Row): LeftSubscriber {
  return {
    subscriptionId: row.id,
    name: row.name,
    userId: row.user_id,
    email: row.email,
    quantity: row.quantity,
    hourlyRateMicros: BigInt(row.hourly_rate_micros),
    reason: row.is_stuck ? 'cannot_carry' : 'waiting',
  }
}
