import { asc, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { wallets } from '@/db/schema'

/** All wallets of a currency taken together. */
export type WalletSum = {
  currency: string
  wallets: number
  /** Minor units: what the users' balances come to, which is what the operator owes them. */
  balanceMinor: bigint
  /** Micros per hour that running subscriptions use. */
  hourlyRateMicros: bigint
  /** Wallets on which something runs. */
  running: number
}

/** What all wallets come to, by currency, in one pass over their narrow rows. */
export async function sumWallets(db: Database): Promise<WalletSum[]> {
  const rows = await db
    .select({
      currency: wallets.currency,
      wallets: sql<number>`count(*)::int`,
      running: sql<number>`(count(*) filter (where ${wallets.hourlyRateMicros} > 0))::int`,
      // The sums of 64-bit numbers are wider than 64 bits, so they travel as text.
      balance: sql<string>`sum(${wallets.balance})::text`,
      rate: sql<string>`sum(${wallets.hourlyRateMicros})::text`,
    })
    .from(wallets)
    .groupBy(wallets.currency)
    .orderBy(asc(wallets.currency))
  return rows.map(({ balance, rate, ...row }) => ({
    ...row,
    balanceMinor: BigInt(balance),
    hourlyRateMicros: BigInt(rate),
  }))
}
