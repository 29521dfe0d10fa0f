import { afterAll, expect, test } from 'vitest'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { env } from '@/lib/env'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantTariff, plantWallet } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import {
  hoursLater,
  MARCH,
  paymentsOf,
  plantPayer,
  switchOn,
  takenFrom,
  toldOf,
} from '../automatic/automatic-world.fixture'
import { plantCard } from '../cards/saved-card.fixture'
import { paymentsWorld } from '../payments-world.fixture'
import { runAutomaticPayments } from '../run-automatic-payments'
import { listAutoTopUps } from './auto-top-up'
import { sumMonth } from './sum-month'

const world = paymentsWorld()
const db = () => world.database.db

afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

/** A user who spends 1000.00 an hour, which one top-up covers. */
async function plantSpender(monthlyCapMinor: bigint) {
  const payer = await plantPayer(db(), { balanceMinor: 20_000n })
  const tariffId = await plantTariff(db(), { hourlyRateMicros: 100_000_000_000n })
  const wish = { userId: payer.userId, tariffId, quantity: 1, name: '', asOf: MARCH }
  await db().transaction((tx) => startSubscription(tx, wish))
  await switchOn(db(), payer.userId, { monthlyCapMinor })
  return payer
}

const runAt = async (instant: Date) => {
  await freezeClock(db(), instant)
  await runAutomaticPayments(db())
}

test('tops up to the limit of the month exactly, then stands still until the next', async () => {
  const { userId, walletId, card } = await plantSpender(300_000n)
  for (let hour = 0; hour < 6; hour += 1) await runAt(new Date(hoursLater(hour).getTime() + 1))
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 3, sum: 300_000 })
  expect(await sumMonth(db(), { walletId, asOf: hoursLater(6) })).toBe(300_000n)
  expect(await listAutoTopUps(db(), { userId })).toMatchObject([
    { status: 'active', cappedUntil: new Date('2026-04-01T00:00:00Z') },
  ])
  await runAt(new Date('2026-03-31T23:59:59.999Z'))
  expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 3 })
  expect((await toldOf(db(), userId)).filter((type) => type === 'auto_top_up.capped')).toHaveLength(1)
  await runAt(new Date('2026-04-01T00:00:00Z'))
  expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 4 })
  expect(await sumMonth(db(), { walletId, asOf: new Date('2026-04-01T00:00:00Z') })).toBe(100_000n)
})

test('a minor unit too little is too little, and more room is used at once', async () => {
  const { userId, card } = await plantSpender(299_999n)
  for (let hour = 0; hour < 5; hour += 1) await runAt(new Date(hoursLater(hour).getTime() + 1))
  expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 2 })
  await switchOn(db(), userId, { monthlyCapMinor: 300_000n })
  await Promise.all(Array.from({ length: 20 }, () => runAutomaticPayments(db())))
  expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 3 })
})

test('what is not paid does not count once it is canceled, and counts until then', async () => {
  const { userId, walletId } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId, { monthlyCapMinor: 100_000n })
  await runAutomaticPayments(db())
  expect(await sumMonth(db(), { walletId, asOf: MARCH })).toBe(100_000n)
  const good = await plantCard(db(), userId)
  await switchOn(db(), userId, { monthlyCapMinor: 100_000n, cardId: good.id })
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled' }, { status: 'succeeded' }])
})

test('the database holds the limit, one at a time, and whose it is', async () => {
  const { userId, walletId, card } = await plantPayer(db())
  await switchOn(db(), userId, { monthlyCapMinor: 150_000n })
  const wallet = walletId.toString()
  const { owner } = world.database
  const insert = (amount: number, status = 'pending') => owner`
    insert into payments (user_id, wallet_id, amount, currency, origin, status, created_at)
    values (${userId}, ${wallet}, ${amount}, 'RUB', 'auto_top_up', ${status}, ${MARCH})`
  await expect(insert(150_001)).rejects.toThrow('150000 of 150000 a month left')
  await insert(100_000)
  await expect(insert(100)).rejects.toThrow('payments_one_auto_top_up')
  await expect(insert(50_001)).rejects.toThrow('50000 of 150000 a month left')
  await owner`update payments set status = 'canceled', canceled_at = now(), cancellation_reason = 'expired' where user_id = ${userId}`
  await expect(owner`update payments set origin = 'user' where user_id = ${userId}`).rejects.toThrow(
    'settled for good',
  )
  const other = await plantWallet(db())
  await expect(owner`
    insert into payments (user_id, wallet_id, amount, currency, origin)
    values (${other.userId}, ${other.walletId.toString()}, 1, 'RUB', 'auto_top_up')`).rejects.toThrow(
    'does not top itself up',
  )
  await expect(owner`
    insert into auto_top_ups (wallet_id, user_id, currency, threshold, amount, description, card_id, updated_at)
    values (${other.walletId.toString()}, ${other.userId}, 'RUB', 1, 1, '', ${card.id}, now())`).rejects.toThrow(
    'auto_top_ups_card_of_user',
  )
  for (const [change, constraint] of [
    [
      owner`update auto_top_ups set wallet_id = ${other.walletId.toString()} where wallet_id = ${wallet}`,
      'wallet_of_user',
    ],
    [owner`update auto_top_ups set threshold = 0 where wallet_id = ${wallet}`, 'threshold_positive'],
    [owner`update auto_top_ups set threshold = 100001 where wallet_id = ${wallet}`, 'amount_enough'],
    [owner`update auto_top_ups set monthly_cap = 99999 where wallet_id = ${wallet}`, 'cap_enough'],
    [owner`update auto_top_ups set status = 'paused' where wallet_id = ${wallet}`, 'pause_has_reason'],
  ] as const) {
    await expect(change).rejects.toThrow(`auto_top_ups_${constraint}`)
  }
})

test.each([
  ['no threshold', { thresholdMinor: 0n }, 'invalid_amount', 'threshold'],
  ['too small a top-up', { amountMinor: 19_999n }, 'invalid_amount', 'value'],
  ['more than a card can carry', { amountMinor: 10n ** 12n }, 'amount_too_large', 'value'],
  ['a limit below one top-up', { monthlyCapMinor: 99_999n }, 'invalid_amount', 'monthly_cap'],
  ['a card of nobody', { cardId: crypto.randomUUID() }, 'not_found', 'card'],
])('%s is refused by name', async (_what, wish, code, field) => {
  const { userId } = await plantPayer(db())
  await expect(switchOn(db(), userId, wish)).rejects.toMatchObject({ code, field })
  expect(await listAutoTopUps(db(), { userId })).toEqual([])
})

test('without a saved card nothing is switched on', async () => {
  const { userId } = await plantWallet(db())
  await expect(switchOn(db(), userId)).rejects.toMatchObject({ code: 'invalid_request', field: 'card' })
})

test("the installation's own limit of a day is waited for, and what it leaves is not gone beyond", async () => {
  const limits = env().PAYMENT_DAILY_MAX as Map<string, bigint>
  limits.set('RUB', 250_000n)
  try {
    const { userId, card } = await plantSpender(10_000_000n)
    for (let hour = 0; hour < 5; hour += 1) await runAt(new Date(hoursLater(hour).getTime() + 1))
    expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 2 })
    expect(await listAutoTopUps(db(), { userId })).toMatchObject([
      { cappedUntil: new Date('2026-03-11T00:00:00Z') },
    ])
    await runAt(new Date('2026-03-11T00:00:00Z'))
    expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 3 })
  } finally {
    limits.delete('RUB')
  }
})
