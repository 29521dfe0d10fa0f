import type postgres from 'postgres'
import type { Database } from '@/db/client'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { plantTariff, plantUser, START } from '@/lib/testing/fixtures'
import type { World } from './world'

const CURRENCIES = ['RUB', 'USD', 'JPY', 'KWD'] as const

/** From a millionth of a minor unit an hour to a minor unit a millisecond. */
const HOURLY_RATES_MICROS = [1n, 893_000n, 15_000_000_000n, 3_600_000_000_000n]

/**
 * Users with empty wallets in several currencies, tariffs in each at very different rates, and a clock that stands:
 * workers move it. Money comes by the workers alone, so that each row of the log has somebody who asked for it.
 */
export async function plantWorld(
  { db, sql }: { db: Database; sql: postgres.Sql },
  { seed, wallets }: { seed: number; wallets: number },
): Promise<World> {
  await sql`insert into sandbox_clock (frozen_at) values (${START.toISOString()})`
  const world: World = { seed, adminId: await plantUser(db), wallets: [], tariffs: [] }
  let userId = ''
  for (let count = 0; count < wallets; count += 1) {
    const currency = CURRENCIES[count % CURRENCIES.length] ?? 'RUB'
    // Two wallets a user.
    if (count % 2 === 0) userId = await plantUser(db)
    const walletId = await openWallet(db, { userId, currency, asOf: START })
    world.wallets.push({ walletId: walletId.toString(), userId, currency })
  }
  for (const currency of new Set(world.wallets.map((wallet) => wallet.currency))) {
    for (const hourlyRateMicros of HOURLY_RATES_MICROS) {
      const tariffId = await plantTariff(db, { hourlyRateMicros, currency })
      world.tariffs.push({ tariffId, currency, hourlyRateMicros: hourlyRateMicros.toString() })
    }
  }
  return world
}
