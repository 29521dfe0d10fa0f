import { afterEach, expect, test } from 'vitest'
import { startDueTopUps } from '../auto-top-up/start-due-top-ups'
import { expirePayments } from '../expire-payments'
import { paymentsWorld } from '../payments-world.fixture'
import { NOT_PERMITTED, refuseIntents } from '../refuse-intents.fixture'
import { runAutomaticPayments } from '../run-automatic-payments'
import { endLeases, paymentsOf, plantPayer, switchOn } from './automatic-world.fixture'

const world = paymentsWorld()
const db = () => world.database.db
let mend: () => void = () => undefined

afterEach(() => mend())

/** Users, each with a payment that is due before all later ones. */
async function plantDue(count: number, currency: string): Promise<string[]> {
  const payers = await Promise.all(Array.from({ length: count }, () => plantPayer(db())))
  for (const { userId } of payers) await switchOn(db(), userId, { currency })
  await startDueTopUps(db())
  const userIds = payers.map(({ userId }) => userId)
  await world.database.owner`update automatic_payments set next_attempt_at = app_now() - interval '2 hours',
    created_at = clock_timestamp() - interval '1 hour' where user_id = any(${userIds})`
  return userIds
}

/** How many seconds each of a user's payments is left alone. */
const restOf = (userId: string) =>
  world.database.owner<{ rest: number }[]>`
    select extract(epoch from leased_until - clock_timestamp())::float8 as rest
      from automatic_payments where user_id = ${userId}`

test('payments that keep failing, more than there are workers, hold up nobody else', async () => {
  mend = refuseIntents('KZT', NOT_PERMITTED)
  const [first = ''] = await plantDue(8, 'KZT')
  const good = await plantPayer(db())
  await switchOn(db(), good.userId)
  await startDueTopUps(db())
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), good.userId)).toMatchObject([{ status: 'succeeded' }])
  expect(await paymentsOf(db(), first)).toMatchObject([{ status: 'pending', declines: 0 }])
  // Due for an hour by our clock, and for two by the domain's.
  const [left] = await restOf(first)
  expect(left?.rest).toBeGreaterThan(840)
  expect(left?.rest).toBeLessThanOrEqual(900)
})

test('nor do those that can be neither paid nor canceled keep others from expiring', async () => {
  mend = refuseIntents('KZT', NOT_PERMITTED)
  const bad = await Promise.all(
    Array.from({ length: 8 }, () => world.plant({ currency: 'KZT', amountMinor: 1_000_000n })),
  )
  const good = await world.plant()
  await world.database.owner`update payments set expires_at = app_now() - interval '1 second',
    next_cancel_at = clock_timestamp() - case when id = ${good.id} then interval '1 second' else interval '1 hour' end
    where id = any(${[good, ...bad].map(({ id }) => id)})`
  await expirePayments(db())
  expect(await world.read(good)).toMatchObject({ status: 'canceled' })
})

test('while Stripe is away the rest is not asked about in vain', async () => {
  await plantDue(12, 'RUB')
  await endLeases(world.database.owner)
  await world.breakStripe({ kind: 'error', status: 503 })
  await runAutomaticPayments(db())
  const [asked] = await world.database.owner<{ count: number }[]>`
    select count(*)::int as count from automatic_payments where leased_until > clock_timestamp()`
  expect(asked?.count).toBeGreaterThan(0)
  expect(asked?.count).toBeLessThan(12)
})
