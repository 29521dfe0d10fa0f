import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wallets } from '@/db/schema'
import { UNIT } from '@/lib/ledger/settlement/settlement'
import { plantSoundLedger, SOUND } from '@/lib/ledger/verify/sound-ledger.fixture'
import { after, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { formatAccrual } from './accrual'
import { proveWallets } from './prove-wallets'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await plantSoundLedger(database.db)
})
afterAll(() => database.close())

async function prove(walletId: bigint, mostStretches = 100) {
  const { db } = database
  const [wallet] = await db.select().from(wallets).where(eq(wallets.id, walletId))
  const [proof] = await proveWallets(db, { userId: wallet?.userId ?? '', mostStretches })
  if (!wallet || !proof) throw new Error('there is a wallet')
  return { wallet, proof }
}

test('three hours at one rate', async () => {
  const { proof } = await prove(SOUND.running)
  expect(proof).toMatchObject({
    walletId: SOUND.running,
    currency: 'RUB',
    settledTo: after(3 * HOUR_MS),
    accrued: 45_000n * UNIT,
    usageMinor: 45_000n,
    usageRows: 3,
    carry: 0n,
    writtenOff: 0n,
    difference: 0n,
    earlierStretches: 0,
  })
  expect(proof.stretches).toEqual([
    {
      at: START,
      until: after(3 * HOUR_MS),
      hourlyRateMicros: 15_000_000_000n,
      cause: 'started',
      accrued: 45_000n * UNIT,
    },
  ])
})

test.each(Object.entries(SOUND))(
  'the proof of one that has been %s agrees with the log',
  async (_what, id) => {
    const { wallet, proof } = await prove(id)
    const [log] = await database.owner`
    select count(*)::int as rows, coalesce(-sum(amount), 0) as usage from transactions
     where type = 'usage' and wallet_id = ${id.toString()}`
    expect(proof).toMatchObject({ usageRows: log?.rows, usageMinor: BigInt(log?.usage), difference: 0n })
    expect(proof.carry).toBe(wallet.carry)
    expect(proof.stretches.reduce((sum, { accrued }) => sum + accrued, 0n)).toBe(proof.accrued)
    expect(proof.accrued).toBe(proof.usageMinor * UNIT + proof.carry + proof.writtenOff)
  },
)

test('each running-dry writes off less than its rate', async () => {
  const { proof } = await prove(SOUND.dry)
  expect(proof.stretches.map(({ cause }) => cause)).toEqual(['ran_dry', 'resumed', 'ran_dry', 'started'])
  expect(proof.writtenOff).toBeGreaterThan(0n)
  expect(proof.writtenOff).toBeLessThan(2n * 7_000_000_001n)
})

test('tells the latest stretches, and sums all', async () => {
  const [few, all] = [await prove(SOUND.capped, 2), await prove(SOUND.capped)]
  expect(few.proof.stretches).toEqual(all.proof.stretches.slice(0, 2))
  expect(few.proof.earlierStretches).toBe(all.proof.stretches.length - 2)
  expect(few.proof.accrued).toBe(all.proof.accrued)
})

test('shows what is not charged as a difference', async () => {
  const { db, owner } = database
  const { wallet } = await prove(SOUND.running)
  await owner.begin(async (tx) => {
    await tx`update wallets set last_hourly_billing = last_hourly_billing + interval '1 ms' where id = 1`
  })
  const [proof] = await proveWallets(db, { userId: wallet.userId, mostStretches: 1 })
  expect(proof?.difference).toBe(15_000_000_000n)
  await owner`update wallets set last_hourly_billing = last_hourly_billing - interval '1 ms' where id = 1`
})

test('nobody has no proof, and an unused wallet an empty one', async () => {
  const { db } = database
  expect(await proveWallets(db, { userId: crypto.randomUUID(), mostStretches: 1 })).toEqual([])
  const [user] = await db.execute<{ id: string }>(
    sql`insert into users (email) values ('unused@example.test') returning id`,
  )
  await db.insert(wallets).values({ userId: user?.id ?? '', currency: 'JPY' })
  expect(await proveWallets(db, { userId: user?.id ?? '', mostStretches: 1 })).toMatchObject([
    { currency: 'JPY', accrued: 0n, usageMinor: 0n, difference: 0n, stretches: [], usageRows: 0 },
  ])
})

test.each([
  [0n, 'RUB', '0.00'],
  [UNIT, 'RUB', '0.01'],
  [UNIT * 7_500n + UNIT / 2n, 'RUB', '75.005'],
  [1n, 'RUB', '0.00000001'],
  [-1n, 'JPY', '-0.000001'],
  [UNIT * 3n, 'JPY', '3'],
])('accrual of %s in %s is %s', (accrual, currency, text) => {
  expect(formatAccrual(accrual, currency)).toBe(text)
})
