import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { createDatabase } from '@/db/client'
import { appNow } from '@/db/now'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { addTariffPrice } from '@/lib/billing/tariffs/add-tariff-price'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { plantTariff, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '../time'
import { moveClock } from './move-clock'

const databases: TestDatabase[] = []
let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
  databases.push(database)
})
afterAll(() => Promise.all(databases.map((one) => one.close())))

const at = (hours: number) => new Date(Date.UTC(2030, 0, 1) + hours * HOUR_MS)

test('stands still where it is set, moves on, and runs from there', async () => {
  const { db } = database
  expect(await moveClock(db, { now: at(0) })).toEqual({ now: at(0), frozen: true })
  expect(await appNow(db)).toEqual(at(0))
  expect(await moveClock(db, { advanceMs: 3 * HOUR_MS })).toEqual({ now: at(3), frozen: true })
  const running = await moveClock(db, { run: true })
  expect(running.frozen).toBe(false)
  await new Promise((resolve) => setTimeout(resolve, 30))
  const later = await appNow(db)
  expect(later.getTime()).toBeGreaterThan(at(3).getTime())
  expect(later.getTime()).toBeLessThan(at(3).getTime() + 60_000)
  const advanced = await moveClock(db, { advanceMs: HOUR_MS })
  expect(advanced.frozen).toBe(false)
  expect(advanced.now.getTime()).toBeGreaterThanOrEqual(at(4).getTime())
})

test('freezes where it is, however long the way from the question to the answer', async () => {
  const { db } = database
  const stopped = await moveClock(db, { freeze: true })
  expect(stopped.frozen).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await appNow(db)).toEqual(stopped.now)
})

test('never goes back', async () => {
  const { db } = database
  await moveClock(db, { now: at(5) })
  await expect(moveClock(db, { now: at(4) })).rejects.toMatchObject({ code: 'invalid_request', field: 'now' })
  await expect(moveClock(db, { advanceMs: Number.POSITIVE_INFINITY })).rejects.toMatchObject({
    field: 'advance',
  })
  expect(await appNow(db)).toEqual(at(5))
})

test('bills each hour on the way, and suspends at the instant the money ends', async () => {
  const { db } = database
  await moveClock(db, { now: at(0.5) })
  const { userId } = await plantWallet(db, { balanceMinor: 40_000n, asOf: at(0.5) })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: at(0.5) }),
  )
  await moveClock(db, { advanceMs: 4 * HOUR_MS })
  const { rows } = await listTransactions(db, { userId, type: 'usage', limit: 10 })
  const dry = new Date(at(0.5).getTime() + (40_000 * HOUR_MS) / 15_000)
  expect(rows.map(({ amountMinor, periodEnd }) => [amountMinor, periodEnd])).toEqual([
    [-2_500n, dry],
    [-15_000n, at(3)],
    [-15_000n, at(2)],
    [-7_500n, at(1)],
  ])
})

test('a price is announced before its date passes, though no job ran in between', async () => {
  const { db, owner } = database
  await moveClock(db, { now: at(0) })
  const { userId } = await plantWallet(db, { balanceMinor: 1_000_000n, asOf: at(0) })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: at(0) }),
  )
  const price = { tariffId, adminId: userId, hourlyRateMicros: 20_000_000n, appliesToExisting: true }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, effectiveFrom: at(2), asOf: at(0) }))
  await moveClock(db, { now: at(3) })
  expect(await owner`select type, at from outbox order by id`).toEqual([
    { type: 'subscription.price_announced', at: at(0) },
    { type: 'subscription.price_changed', at: at(2) },
  ])
})

test('a long way takes larger steps, and charges the same', async () => {
  const { db } = database
  await moveClock(db, { now: at(0) })
  const { userId } = await plantWallet(db, { balanceMinor: 1_000_000n, asOf: at(0) })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: at(0) }),
  )
  await moveClock(db, { now: at(24 * 365) }, { maxSteps: 40 })
  const { rows } = await listTransactions(db, { userId, type: 'usage', limit: 100 })
  // Forty steps, and the last full hour.
  expect(rows).toHaveLength(41)
  expect(rows[0]?.balanceMinor).toBe(1_000_000n - BigInt(24 * 365 * 10))
})

test('many moves at once wait their turn without holding what the one who moves needs', async () => {
  const { db, close } = createDatabase(database.url, { max: 3 })
  await moveClock(db, { now: at(0) })
  await Promise.all(Array.from({ length: 8 }, () => moveClock(db, { advanceMs: 60_000 })))
  expect(await appNow(db)).toEqual(new Date(at(0).getTime() + 8 * 60_000))
  await close()
})

test('does not exist outside the sandbox', async () => {
  vi.resetModules()
  vi.stubEnv('HOURGLASS_SANDBOX', '')
  const { moveClock: outside } = await import('./move-clock')
  await expect(outside(database.db, { now: at(0) })).rejects.toMatchObject({ code: 'not_found' })
})
