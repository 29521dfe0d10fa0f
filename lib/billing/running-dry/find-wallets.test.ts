import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wallets } from '@/db/schema'
import { findDryWallets } from '@/lib/ledger/settlement/find-dry-wallets'
import { depletesAtMs } from '@/lib/ledger/settlement/settlement'
import { walletColumns } from '@/lib/ledger/wallets/wallet'
import { after } from '@/lib/testing/fixtures'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { findWalletsToWarn } from './find-wallets-to-warn'
import { nextWarning } from './next-warning'

const THRESHOLDS = [72, 24, 5]
const LEVELS = [null, ...THRESHOLDS]
let database: TestDatabase
let levels: Map<bigint, number>

/** Wallets from the poorest and cheapest to the richest and dearest, some of them with a monthly cap, some warned. */
beforeAll(async () => {
  database = await createTestDatabase()
  const { db, owner } = database
  const [shapes = []] = fc.sample(
    fc.array(
      fc.record({
        rate: fc.oneof(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 4n * 10n ** 18n)),
        hours: fc.integer({ min: 1, max: 2000 }),
        cap: fc.option(fc.integer({ min: 1, max: 743 }), { nil: undefined }),
        level: fc.constantFrom(...LEVELS),
      }),
      { minLength: 150, maxLength: 150 },
    ),
    1,
  )
  levels = new Map()
  for (const { rate, hours, cap, level } of shapes) {
    const money = (rate * BigInt(hours)) / 10_000_000n + 1n
    const balanceMinor = money < 10n ** 17n ? money : 10n ** 17n
    const plan = { balanceMinor, hourlyRateMicros: rate, ...(cap && { monthlyCapHours: cap }) }
    const { walletId } = await plantRunning(db, plan)
    if (level === null) continue
    levels.set(walletId, level)
    await owner`insert into low_balances (wallet_id, hours, warnings, since) values (${walletId.toString()}, ${level}, 1, now())`
  }
})
afterAll(() => database.close())

const instants = Array.from({ length: 40 }, (_, index) => after(index * index * HOUR_MS * 0.6 + index))

test('the cheap look for dry wallets and the exact rule agree', async () => {
  let seen = 0
  for (const asOf of instants) {
    const exact = await database.db.execute<{ id: string }>(sql`
      select w.id from wallets w
       where w.next_rate_change_at <= ${asOf.toISOString()}::timestamptz
          or (w.hourly_rate_micros > 0 and w.last_hourly_billing < ${asOf.toISOString()}::timestamptz
              and (select s.ran_dry from settlement(w.balance, w.hourly_rate_micros, w.carry, w.last_hourly_billing,
                                                    ${asOf.toISOString()}::timestamptz) s))
       order by w.id`)
    expect(await findDryWallets(database.db, { asOf, afterId: 0n, limit: 1000 })).toEqual(
      exact.map(({ id }) => BigInt(id)),
    )
    seen += exact.length
  }
  expect(seen).toBeGreaterThan(100)
})

test('the cheap look leaves out nobody who is to be warned or armed again', async () => {
  const ends = (await database.db.select(walletColumns).from(wallets)).map((wallet) => ({
    id: wallet.id,
    endMs: depletesAtMs(wallet),
    warnedHours: levels.get(wallet.id) ?? null,
  }))
  let due = 0
  let looked = 0
  for (const asOf of instants) {
    const query = { asOf, thresholds: THRESHOLDS, afterId: 0n, limit: 1000 }
    const found = new Set(await findWalletsToWarn(database.db, query))
    looked += found.size
    for (const { id, endMs, warnedHours } of ends) {
      const leftMs = endMs === null ? null : endMs - BigInt(asOf.getTime())
      if (leftMs !== null && leftMs <= 0n) continue
      if (nextWarning({ leftMs, warnedHours }, THRESHOLDS) === null) continue
      due += 1
      expect(found, `wallet ${id} at ${asOf.toISOString()}`).toContain(id)
    }
  }
  expect(due).toBeGreaterThan(100)
  // And it does leave most of the others out.
  expect(looked).toBeLessThan(instants.length * ends.length * 0.9)
})
