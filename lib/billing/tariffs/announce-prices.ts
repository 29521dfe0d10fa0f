import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { standingPrices } from './due-prices'
import { type PriceNotice, tellOfPrice } from './tell-of-price'

/**
 * Tells those who subscribe, in the outbox, of each price that they are going to move to, and of each one told of that
 * does not come after all: taken back, or replaced by another of the same instant. Once each, in batches that commit on
 * their own; a job that is killed goes on where it was, and several at once do each other no harm. A price that holds
 * from the moment at which it was added is told of by the move itself.
 * @returns how many events were written.
 */
export async function announcePrices(db: Database): Promise<number> {
  let told = 0
  for (const notice of await noticesDue(db, await appNow(db))) {
    for (;;) {
      const batch = await db.transaction((tx) => tellOfPrice(tx, notice))
      told += batch.told
      if (batch.isDone) break
    }
  }
  return told
}

type Row = { price_id: string; tariff_id: string; kind: PriceNotice['kind'] }

/** First what does not come, so that of two prices of one instant the last word is of the one that does. */
async function noticesDue(db: Database, asOf: Date): Promise<PriceNotice[]> {
  const rows = await db.execute<Row>(sql`
    with standing as (${standingPrices}),
    due as (
      select price.id, price.tariff_id, 'taken_back' as kind
        from price_notices told join tariff_prices price on price.id = told.price_id
       where told.kind = 'announced' and not exists (select from standing where standing.id = price.id)
      union all
      select id, tariff_id, 'announced' from standing
       where applies_to_existing and effective_from > ${asOf.toISOString()}::timestamptz)
    select id as price_id, tariff_id, kind from due
     where not exists (select from price_notices done
                        where done.price_id = due.id and done.kind = due.kind and done.finished_at is not null)
     order by kind desc, id`)
  return rows.map((row) => ({ priceId: BigInt(row.price_id), tariffId: row.tariff_id, kind: row.kind }))
}
