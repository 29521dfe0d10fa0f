import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { after, plantTariff, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { changeSubscription } from './change-subscription'
import { listSubscriptionChanges, type SubscriptionChange } from './list-subscription-changes'
import { resumeSubscription } from './resume-subscription'
import { startSubscription } from './start-subscription'
import { stopSubscription } from './stop-subscription'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const hour = (count: number) => after(count * HOUR_MS)

test('all that happened to a subscription is told in order, page by page', async () => {
  const { db } = database
  const { userId, walletId } = await plantWallet(db, { balanceMinor: 10_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 100_000_000n, monthlyCapHours: 10 })
  const open = await plantTariff(db, { hourlyRateMicros: 200_000_000n })
  const lower = await plantTariff(db, { hourlyRateMicros: 300_000_000n, monthlyCapHours: 3 })
  const result = await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', resumesOnTopUp: false, asOf: hour(0) }),
  )
  const subscriptionId = result.ok ? result.subscription.id : ''
  const one = (count: number) => ({ userId, subscriptionId, asOf: hour(count) })
  const change = (at: number, terms: { tariffId?: string; quantity?: number; name?: string }) =>
    db.transaction((tx) => changeSubscription(tx, { ...one(at), ...terms }))

  await change(4, { quantity: 2 })
  // Reaches its cap at hour 10, and comes back with April at hour 744.
  await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: hour(745) }))
  await change(745, { name: 'only a name' })
  await change(746, { tariffId: open, quantity: 1 })
  // 100.00 − 4 h × 1 − 6 h × 2 − 2 h × 2 leave 80.00: at 2.00 an hour they end at hour 786.
  await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: hour(900) }))
  await topUp(db, walletId, 100_000n, hour(901))
  await db.transaction((tx) => resumeSubscription(tx, one(902)))
  await change(903, { tariffId: lower })
  await db.transaction((tx) => stopSubscription(tx, one(904)))

  const all = await listSubscriptionChanges(db, { subscriptionId, limit: 100 })
  expect(all.nextCursor).toBeNull()
  expect(
    all.rows.map(({ at, events }) => [Math.round((at.getTime() - hour(0).getTime()) / HOUR_MS), events]),
  ).toEqual([
    [904, [{ type: 'stopped' }]],
    [903, [{ type: 'tariff_changed', from: 'Test tariff', to: 'Test tariff' }, { type: 'cap_reached' }]],
    [902, [{ type: 'resumed' }]],
    [786, [{ type: 'suspended' }]],
    [
      746,
      [
        { type: 'tariff_changed', from: 'Test tariff', to: 'Test tariff' },
        { type: 'quantity_changed', from: 2, to: 1 },
      ],
    ],
    [744, [{ type: 'new_month' }]],
    [10, [{ type: 'cap_reached' }]],
    [4, [{ type: 'quantity_changed', from: 1, to: 2 }]],
    [0, [{ type: 'started' }]],
  ])

  const paged: SubscriptionChange[] = []
  let cursor: string | undefined
  do {
    const page = await listSubscriptionChanges(db, { subscriptionId, limit: 2, cursor })
    paged.push(...page.rows)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(all.rows)
})

test('another price and another cap of the same tariff are told apart', async () => {
  const { db, owner } = database
  const { userId } = await plantWallet(db, { balanceMinor: 10_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 100_000_000n })
  const result = await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: hour(0) }),
  )
  const subscriptionId = result.ok ? result.subscription.id : ''
  await owner`update subscriptions set hourly_rate_micros = 7, monthly_cap_hours = 672 where id = ${subscriptionId}`
  const { rows } = await listSubscriptionChanges(db, { subscriptionId, limit: 1 })
  expect(rows[0]?.events).toEqual([
    { type: 'price_changed', from: 100_000_000n, to: 7n },
    { type: 'cap_changed', from: null, to: 672 },
  ])
})

test.each(['x', '0', '-1', '1.5', '9'.repeat(30)])(
  'a cursor that was made up (%s) is refused',
  async (cursor) => {
    const subscriptionId = crypto.randomUUID()
    await expect(
      listSubscriptionChanges(database.db, { subscriptionId, limit: 1, cursor }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'cursor',
    })
  },
)
