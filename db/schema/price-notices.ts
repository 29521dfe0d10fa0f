import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, writtenAt } from './columns'
import { tariffPrices } from './tariffs'

/** How far subscribers have been told of a price to come, and that it does not come after all. */
export const priceNotices = pgTable(
  'price_notices',
  {
    priceId: int8('price_id')
      .notNull()
      .references(() => tariffPrices.id),
    kind: text('kind', { enum: ['announced', 'taken_back'] }).notNull(),
    /** The last subscription, in the order of ids, up to which all have been told; null: none has. */
    toldThrough: uuid('told_through'),
    /** When all had been told. */
    finishedAt: instant('finished_at'),
    createdAt: writtenAt(),
  },
  (table) => [primaryKey({ columns: [table.priceId, table.kind] })],
)
