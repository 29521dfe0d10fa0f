import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantReturned } from '@/lib/ledger/verify/returned-payments.fixture'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await plantReturned(database.db, 1n)
})
afterAll(() => database.close())

/** What Postgres says when it refuses, as the owner of the tables, whom no missing right protects from mistakes. */
async function refusal(statement: string): Promise<string> {
  return database.owner.unsafe(statement).then(
    () => 'accepted',
    (error: Error & { constraint_name?: string }) => error.constraint_name || error.message,
  )
}

/** A refund that would be right but for what is overridden, in SQL. */
function insertRefund(overrides: Record<string, string> = {}, payment = "status = 'succeeded'"): string {
  const values: Record<string, string> = {
    payment_id: 'id',
    wallet_id: 'wallet_id',
    amount: '5',
    taken: '5',
    status: "'pending'",
    origin: "'ours'",
    actor: "'test'",
    created_at: 'now()',
    ...overrides,
  }
  const columns = Object.keys(values).join(', ')
  return `insert into refunds (${columns}) select ${Object.values(values).join(', ')} from payments where ${payment} limit 1`
}

function insertReceivable(overrides: Record<string, string> = {}): string {
  const values: Record<string, string> = {
    user_id: 'user_id',
    payment_id: 'id',
    wallet_id: 'wallet_id',
    currency: 'currency',
    amount: '5',
    refund_id: "(select id from refunds where origin = 'ours')",
    created_at: 'now()',
    ...overrides,
  }
  const columns = Object.keys(values).join(', ')
  return `insert into receivables (${columns}) select ${Object.values(values).join(', ')} from payments limit 1`
}

test.each([
  [
    'refunds of more than was paid',
    insertRefund({ amount: '1001', taken: '1001' }, "status = 'disputed'"),
    'payments_refund_within',
  ],
  ['a refund of nothing', insertRefund({ amount: '0', taken: '0' }), 'refunds_amount_positive'],
  [
    'one that took more than it gives',
    insertRefund({ taken: '6', origin: "'stripe'", stripe_refund_id: "'re_x'" }),
    'refunds_taken_within',
  ],
  ['one of ours that took less than it gives', insertRefund({ taken: '4' }), 'refunds_ours_taken'],
  ['a state nobody knows', insertRefund({ status: "'lost'", ended_at: 'now()' }), 'refunds_status_known'],
  [
    'an origin nobody knows',
    insertRefund({ origin: "'theirs'", stripe_refund_id: "'re_x'" }),
    'refunds_origin_known',
  ],
  [
    'one that arrived and Stripe does not know',
    insertRefund({ status: "'succeeded'", ended_at: 'now()' }),
    'refunds_known_to_stripe',
  ],
  ["one of Stripe's without its id", insertRefund({ origin: "'stripe'" }), 'refunds_known_to_stripe'],
  ['one that is over and never ended', insertRefund({ status: "'failed'" }), 'refunds_ended'],
  [
    'one from a wallet that was not paid into',
    insertRefund({ wallet_id: '99' }),
    'refunds_payment_of_wallet',
  ],
  [
    "one of Stripe's twice",
    insertRefund({ stripe_refund_id: '(select max(stripe_refund_id) from refunds)' }),
    'refunds_stripe_refund_id_unique',
  ],
  [
    'a dispute twice',
    `insert into disputes (payment_id, wallet_id, stripe_dispute_id, amount, status, reason, created_at, asked_at)
     select payment_id, wallet_id, stripe_dispute_id, amount, status, reason, now(), now() from disputes`,
    'disputes_stripe_dispute_id_unique',
  ],
  [
    'more taken for a dispute than it is about',
    'update disputes set withdrawn_at = null, taken = amount + 1',
    'disputes_fixed',
  ],
  [
    'money taken for a dispute that took none',
    `insert into disputes (payment_id, wallet_id, stripe_dispute_id, amount, taken, status, reason, created_at, asked_at)
     select id, wallet_id, 'du_x', 5, 1, 'x', 'x', now(), now() from payments limit 1`,
    'disputes_taken_when_withdrawn',
  ],
  [
    'money given back that was never taken',
    `insert into disputes (payment_id, wallet_id, stripe_dispute_id, amount, reinstated_at, status, reason, created_at, asked_at)
     select id, wallet_id, 'du_x', 5, now(), 'x', 'x', now(), now() from payments limit 1`,
    'disputes_reinstated',
  ],
  ['a debt without a cause', insertReceivable({ refund_id: 'null' }), 'receivables_one_cause'],
  [
    'a debt with two',
    insertReceivable({ dispute_id: '(select min(id::text)::uuid from disputes)' }),
    'receivables_one_cause',
  ],
  ['a debt of nothing', insertReceivable({ amount: '0', closed_at: 'now()' }), 'receivables_amount_positive'],
  [
    'more collected than is owed',
    insertReceivable({ collected: '6', closed_at: 'now()' }),
    'receivables_parts_within',
  ],
  ['less than nothing given up', insertReceivable({ written_off: '-1' }), 'receivables_parts_not_negative'],
  [
    'a closed debt that is due',
    insertReceivable({ collected: '4', closed_at: 'now()' }),
    'receivables_closed',
  ],
  ['a debt that is not due and open', insertReceivable({ collected: '5' }), 'receivables_closed'],
  ['a debt in another currency', insertReceivable({ currency: "'USD'" }), 'receivables_wallet_of_user'],
  [
    'a payment whose state hides a refund',
    "update payments set status = 'succeeded' where refunded_amount > 0",
    'payments_refund_status',
  ],
])('%s is refused', async (_what, statement, constraint) => {
  expect(await refusal(statement)).toContain(constraint)
})

test('a refund of a payment that was not paid is refused', async () => {
  await database.owner`insert into payments (user_id, wallet_id, amount, currency)
    select user_id, id, 9, 'RUB' from wallets`
  expect(await refusal(insertRefund({}, "status = 'pending'"))).toContain('returns_of_paid')
})

test.each([
  ['the amount of a refund', 'update refunds set amount = amount + 1', 'refunds_fixed'],
  ['what it took', "update refunds set taken = 0 where origin = 'stripe'", 'refunds_fixed'],
  [
    "a failed refund's end",
    "update refunds set status = 'succeeded' where status = 'failed'",
    'refunds_fixed',
  ],
  [
    "Stripe's id of a refund",
    "update refunds set stripe_refund_id = 're_x' where origin = 'ours'",
    'refunds_fixed',
  ],
  ['when a bank took the money', 'update disputes set withdrawn_at = null', 'disputes_fixed'],
  [
    'that a bank gave it back',
    'update disputes set reinstated_at = null where reinstated_at is not null',
    'disputes_fixed',
  ],
  ['what is owed', 'update receivables set amount = amount + 1', 'receivables_fixed'],
  ['what was collected', 'update receivables set collected = 0', 'receivables_fixed'],
])('%s cannot be changed afterwards', async (_what, statement, constraint) => {
  expect(await refusal(statement)).toContain(constraint)
})

test.each(['refunds', 'disputes', 'receivables'])('%s are never removed', async (table) => {
  expect(await refusal(`delete from ${table}`)).toContain('append-only')
  expect(await refusal(`truncate ${table} cascade`)).toContain('append-only')
  await expect(database.db.execute(sql.raw(`delete from ${table}`))).rejects.toMatchObject({
    cause: { message: expect.stringContaining('permission denied') },
  })
})
