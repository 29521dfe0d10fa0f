import { customType, integer, pgTable, text } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'

/** The table `rate_limits` as the library wants it: it writes dates where the column holds milliseconds. */
const counters = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: customType<{ data: Date; driverData: string | number }>({
    dataType: () => 'bigint',
    toDriver: (date) => date.getTime(),
    fromDriver: (ms) => new Date(Number(ms)),
  })('expire'),
})

/** What a `RateLimiterDrizzle` needs to count in our table. */
export function rateLimitStore(db: Database) {
  return { storeClient: db, schema: counters, tableCreated: true } as const
}
