import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** The currencies that somebody has a wallet in, by their codes. Steps from one to the next, however many wallets. */
export async function listUsedCurrencies(db: Database): Promise<string[]> {
  const rows = await db.execute<{ currency: string }>(sql`
    with recursive used as (
      (select currency from wallets order by currency limit 1)
      union all
      select (select w.currency from wallets w where w.currency > used.currency order by w.currency limit 1)
        from used where used.currency is not null)
    select currency from used where currency is not null`)
  return rows.map(({ currency }) => currency)
}
