import { afterAll, expect, test } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { moveClock } from '@/lib/sandbox-clock/move-clock'
import { freezeClock } from '@/lib/testing/freeze-clock'
import {
  balanceOf,
  endLeases,
  MARCH,
  paymentsOf,
  plantPayer,
  plantUsage,
  switchOn,
  takenFrom,
  toldOf,
} from '../automatic/automatic-world.fixture'
import { plantCard } from '../cards/saved-card.fixture'
import { paymentsWorld } from '../payments-world.fixture'
import { runAutomaticPayments } from '../run-automatic-payments'
import { changeRecurringPayment, type RecurringChange } from './change-recurring-payment'
import { type CreateRecurringPayment, createRecurringPayment } from './create-recurring-payment'
import { dueAt, nextPeriod } from './due-at'
import { listTurns } from './list-turns'
import { listRecurringPayments, readRecurringPayment } from './recurring-payment'

const world = paymentsWorld()
const db = () => world.database.db
const at = (text: string) => new Date(`${text}Z`)

afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

async function runAt(instant: Date): Promise<void> {
  await freezeClock(db(), instant)
  await runAutomaticPayments(db())
}

function begin(userId: string, wish: Partial<CreateRecurringPayment> = {}) {
  const basic = { amountMinor: 50_000n, currency: 'RUB', description: 'Monthly', interval: 'month' as const }
  return db().transaction((tx) => createRecurringPayment(tx, { userId, actor: 'test', ...basic, ...wish }))
}

const change = (made: { id: string; userId: string }, what: RecurringChange) =>
  changeRecurringPayment(db(), {
    userId: made.userId,
    actor: 'test',
    recurringPaymentId: made.id,
    change: what,
  })

test('months are counted from the first, cut off at their ends; weeks are seven days', () => {
  const first = at('2027-12-31T09:30:00.000')
  expect([0, 1, 2, 3, 14].map((n) => dueAt(first, 'month', n).toISOString().slice(0, 16))).toEqual([
    '2027-12-31T09:30',
    '2028-01-31T09:30',
    '2028-02-29T09:30',
    '2028-03-31T09:30',
    '2029-02-28T09:30',
  ])
  expect(dueAt(first, 'week', 2)).toEqual(at('2028-01-14T09:30:00.000'))
  const from = { startsAt: first, interval: 'month', period: 1 } as const
  expect(nextPeriod(from, at('2028-01-31T09:29:59.999'))).toBe(1)
  expect(nextPeriod(from, at('2028-01-31T09:30:00.000'))).toBe(2)
  expect(nextPeriod(from, at('2127-12-31T09:30:00.000'))).toBe(1201)
  expect(nextPeriod({ ...from, period: 5 }, first)).toBe(5)
})

test('is charged on its day, once, however many runs look at once', async () => {
  const { userId, card } = await plantPayer(db())
  const made = await begin(userId, { startsAt: at('2026-03-31T00:00:00') })
  await runAt(at('2026-03-30T23:59:59.999'))
  expect(await paymentsOf(db(), userId)).toEqual([])
  await freezeClock(db(), at('2026-03-31T00:00:00'))
  await Promise.all(Array.from({ length: 20 }, () => runAutomaticPayments(db())))
  await endLeases(world.database.owner)
  await Promise.all(Array.from({ length: 20 }, () => runAutomaticPayments(db())))
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 50_000 })
  expect(await readRecurringPayment(db(), { userId, recurringPaymentId: made.id })).toMatchObject({
    period: 1,
    nextDueAt: at('2026-04-30T00:00:00'),
  })
  await runAt(at('2026-04-30T00:00:01'))
  await runAt(at('2026-05-31T00:00:01'))
  expect(await balanceOf(db(), userId)).toBe(150_000n)
  expect(await toldOf(db(), userId)).toEqual(Array(3).fill('recurring_payment.succeeded'))
  const { rows } = await listTurns(db(), { recurringPaymentId: made.id, limit: 2 })
  expect(rows.map((turn) => [turn.dueAt.toISOString().slice(0, 10), turn.status])).toEqual([
    ['2026-05-31', 'succeeded'],
    ['2026-04-30', 'succeeded'],
  ])
})

test('after an outage of several periods it is one payment, for the latest of them', async () => {
  const { userId, card } = await plantPayer(db())
  const made = await begin(userId, { interval: 'week', startsAt: at('2026-03-12T00:00:00') })
  await runAt(at('2026-04-10T00:00:00'))
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 50_000 })
  expect(await paymentsOf(db(), userId)).toMatchObject([{ dueAt: at('2026-04-09T00:00:00'), skipped: 4 }])
  expect(await readRecurringPayment(db(), { userId, recurringPaymentId: made.id })).toMatchObject({
    nextDueAt: at('2026-04-16T00:00:00'),
  })
})

test('while one waits for money no further is begun; a third decline pauses it', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_authenticationRequired' })
  const made = await begin(userId, { interval: 'week' })
  await runAt(MARCH)
  await runAt(at('2026-03-20T12:00:00'))
  expect(await paymentsOf(db(), userId)).toMatchObject([{ stage: 'user', status: 'pending' }])
  expect(await toldOf(db(), userId)).toEqual(['recurring_payment.action_required'])
  const bad = await plantCard(db(), userId, 'pm_card_chargeCustomerFail')
  await change(made, { cardId: bad.id })
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over' }])
  for (const text of ['2026-03-24T12:00:00', '2026-03-24T13:00:00', '2026-03-24T19:00:00'])
    await runAt(at(text))
  expect(await readRecurringPayment(db(), { userId, recurringPaymentId: made.id })).toMatchObject({
    status: 'paused',
    pauseReason: 'declined',
  })
  expect((await toldOf(db(), userId)).at(-1)).toBe('recurring_payment.disabled')
})

test('paused it is not charged; started again it does not make up for what it missed; ended it is over', async () => {
  const { userId, card } = await plantPayer(db())
  const made = await begin(userId, { interval: 'week', startsAt: at('2026-03-12T00:00:00') })
  expect(await change(made, { status: 'paused' })).toMatchObject({ status: 'paused', pauseReason: 'user' })
  await runAt(at('2026-03-30T00:00:00'))
  expect(await paymentsOf(db(), userId)).toEqual([])
  expect(await change(made, { status: 'active', amountMinor: 60_000n })).toMatchObject({
    status: 'active',
    nextDueAt: at('2026-04-02T00:00:00'),
  })
  await runAt(at('2026-04-02T00:00:00'))
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 60_000 })
  const moved = { interval: 'month', nextDueAt: at('2026-04-30T08:00:00') } as const
  expect(await change(made, moved)).toMatchObject(moved)
  expect(await change(made, { status: 'ended' })).toMatchObject({ status: 'ended' })
  await runAt(at('2026-06-30T00:00:00'))
  expect(await takenFrom(card.stripeCustomerId)).toMatchObject({ count: 1 })
  await expect(change(made, { status: 'active' })).rejects.toMatchObject({ code: 'conflict' })
})

test('is refused for what cannot be', async () => {
  const { userId } = await plantPayer(db())
  const stranger = await plantPayer(db())
  await freezeClock(db(), MARCH)
  for (const [wish, code, field] of [
    [{ amountMinor: 0n }, 'invalid_amount', 'value'],
    [{ amountMinor: 10n ** 12n }, 'amount_too_large', 'value'],
    [{ cardId: stranger.card.id }, 'not_found', 'card'],
    [{ startsAt: at('2026-03-10T11:59:59') }, 'invalid_request', 'starts_at'],
    [{ startsAt: at('2028-01-01T00:00:00') }, 'invalid_request', 'starts_at'],
  ] as const) {
    await expect(begin(userId, wish)).rejects.toMatchObject({ code, field })
  }
  const made = await begin(stranger.userId)
  await expect(change({ id: made.id, userId }, { status: 'ended' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const again = await begin(userId, { idempotencyKey: 'k' })
  expect(await begin(userId, { idempotencyKey: 'k' })).toEqual(again)
})

test('a key that has begun one begins no other, and is not believed to have', async () => {
  const { userId, card } = await plantPayer(db())
  const other = await plantCard(db(), userId)
  const first = await begin(userId, { idempotencyKey: 'k', cardId: card.id })
  for (const wish of [
    { amountMinor: 50_001n },
    { currency: 'USD' },
    { description: 'Another' },
    { interval: 'week' },
    { startsAt: at('2026-03-31T00:00:00') },
    { cardId: other.id },
  ] as const) {
    await expect(begin(userId, { idempotencyKey: 'k', cardId: card.id, ...wish })).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    })
  }
  expect(await begin(userId, { idempotencyKey: 'k', cardId: card.id })).toEqual(first)
  const { rows } = await listRecurringPayments(db(), { userId, limit: 10 })
  expect(rows).toEqual([first])

  const dated = { idempotencyKey: 'dated', startsAt: at('2026-03-31T00:00:00') }
  expect(await begin(userId, dated)).toEqual(await begin(userId, dated))
  await expect(begin(userId, { idempotencyKey: 'dated' })).rejects.toMatchObject({
    code: 'idempotency_mismatch',
  })
})

test('the database holds one payment for each turn, and one open at a time', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  const made = await begin(userId)
  await runAt(MARCH)
  const { owner } = world.database
  const copy = (due: string) => owner`
    with p as (insert into payments (user_id, wallet_id, amount, currency, origin)
               values (${userId}, ${made.walletId.toString()}, 1, 'RUB', 'recurring') returning id)
    insert into automatic_payments (payment_id, user_id, wallet_id, recurring_payment_id, due_at, card_id, next_attempt_at)
    select id, ${userId}, ${made.walletId.toString()}, ${made.id}, ${due}, ${made.card.id}, now() from p`
  await expect(copy('2026-05-01T00:00:00Z')).rejects.toThrow('automatic_payments_one_open')
  await owner`update automatic_payments set stage = 'over' where recurring_payment_id = ${made.id}`
  await expect(copy(MARCH.toISOString())).rejects.toThrow('automatic_payments_turn_key')
  await expect(owner`update recurring_payments set status = 'ended' where id = ${made.id}`).rejects.toThrow(
    'recurring_payments_ended',
  )
  await expect(owner`delete from recurring_payments where id = ${made.id}`).rejects.toThrow('append-only')
  await owner`update payments set status = 'canceled', canceled_at = now(), cancellation_reason = 'expired' where user_id = ${userId}`
})

test('the sandbox clock charges what is due on the way, each at its own instant', {
  timeout: 60_000,
}, async () => {
  const { userId, card } = await plantPayer(db(), { balanceMinor: 30_000n })
  await plantUsage(db(), userId)
  await switchOn(db(), userId)
  await begin(userId, { interval: 'week', startsAt: at('2026-03-11T00:15:00'), amountMinor: 1_000n })
  await moveClock(db(), { now: at('2026-03-12T00:00:00') })
  // 300.00 at 100.00 an hour: under 200.00 after 1 h, then 1000.00 more last 10 h each; 10.00 come in between.
  expect(
    (await paymentsOf(db(), userId)).map(({ dueAt: due, status }) => [due?.toISOString(), status]),
  ).toEqual([
    ['2026-03-10T13:00:00.001Z', 'succeeded'],
    ['2026-03-10T23:00:00.001Z', 'succeeded'],
    ['2026-03-11T00:15:00.000Z', 'succeeded'],
    ['2026-03-11T09:06:00.001Z', 'succeeded'],
    ['2026-03-11T19:06:00.001Z', 'succeeded'],
  ])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 5, sum: 401_000 })
  const bad = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await freezeClock(db(), at('2026-03-12T00:30:00'))
  await switchOn(db(), bad.userId)
  await runAutomaticPayments(db())
  await moveClock(db(), { advanceMs: 24 * 3_600_000 })
  expect(await toldOf(db(), bad.userId)).toEqual([
    ...Array(3).fill('auto_top_up.failed'),
    'auto_top_up.disabled',
  ])
})
