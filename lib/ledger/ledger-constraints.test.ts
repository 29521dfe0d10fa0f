import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantTariff, plantUser, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'

let database: TestDatabase
let wallet: Awaited<ReturnType<typeof plantWallet>>

beforeAll(async () => {
  database = await createTestDatabase()
  wallet = await plantWallet(database.db, { balanceMinor: 1000n })
})
afterAll(() => database.close())

/** What Postgres says when it refuses, as the owner of the tables, whom no missing right protects from mistakes. */
async function refusal(statement: string): Promise<string> {
  return database.owner.unsafe(statement).then(
    () => 'accepted',
    (error: Error) => error.message,
  )
}

const PERIOD = { period_start: START.toISOString(), period_end: '2026-03-02', hourly_rate_micros: 1 }

/** A row of the log that would be right but for what is overridden. */
function insertRow(overrides: Record<string, string | number | null>): string {
  const row = {
    wallet_id: wallet.walletId.toString(),
    seq: 99,
    user_id: wallet.userId,
    type: 'charge',
    amount: -10,
    balance: 990,
    datetime: START.toISOString(),
    ...overrides,
  }
  const values = Object.values(row).map((value) => (value === null ? 'null' : `'${value}'`))
  return `insert into transactions (${Object.keys(row).join(', ')}) values (${values.join(', ')})`
}

describe('the log', () => {
  test.each([
    'transactions',
    'transactions_usage',
    'transactions_charges',
    'transactions_movements',
    'rate_changes',
    'tariff_prices',
    'audit_log',
  ])('%s refuses change, even to its owner', async (table) => {
    expect(
      await refusal(`update ${table} set ${table.startsWith('transactions') ? 'amount = 1' : 'id = id'}`),
    ).toContain('append-only')
    expect(await refusal(`delete from ${table}`)).toContain('append-only')
    expect(await refusal(`truncate ${table} cascade`)).toContain('append-only')
  })

  test.each(['update transactions set amount = 1', 'delete from transactions', 'truncate transactions'])(
    'gives the app no right to "%s"',
    async (statement) => {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { message: expect.stringContaining('permission denied') },
      })
    },
  )

  test.each([
    ['a negative balance', { balance: -1 }, '"not_negative"'],
    ['row zero', { seq: 0 }, '"from_one"'],
    ['a row number twice', { seq: 1, type: 'bonus', amount: 10 }, 'transactions_movements_key'],
    [
      'a row number twice, at another instant',
      { seq: 1, datetime: '2026-03-05' },
      'transactions_wallet_id_seq_key',
    ],
    ['a charge that gives', { amount: 10 }, 'transactions_sign_fits_type'],
    ['a top-up that takes', { type: 'top_up' }, 'transactions_sign_fits_type'],
    ['usage that gives', { type: 'usage', amount: 10, ...PERIOD }, 'transactions_sign_fits_type'],
    ['a bonus that takes', { type: 'bonus' }, 'transactions_sign_fits_type'],
    ['a movement of nothing', { type: 'adjustment', amount: 0 }, 'transactions_sign_fits_type'],
    ['a type it does not know', { type: 'gift' }, 'no partition of relation "transactions"'],
    ['usage without a period', { type: 'usage' }, 'transactions_period_is_usage'],
    ['a charge with a period', PERIOD, 'transactions_sign_fits_type'],
    ['a period that is no usage', { ...PERIOD, type: 'bonus', amount: 10 }, 'transactions_period_is_usage'],
    [
      'a period that ends as it begins',
      {
        type: 'usage',
        period_start: START.toISOString(),
        period_end: START.toISOString(),
        hourly_rate_micros: 1,
      },
      'transactions_period_is_usage',
    ],
  ])('refuses %s', async (_what, overrides, constraint) => {
    expect(await refusal(insertRow(overrides))).toContain(constraint)
  })

  test('refuses an idempotency key a second time', async () => {
    expect(await refusal(insertRow({ idempotency_key: 'once' }))).toBe('accepted')
    expect(await refusal(insertRow({ seq: 100, idempotency_key: 'once' }))).toContain(
      'transactions_charges_idempotency_key',
    )
  })
})

describe('a wallet', () => {
  test.each([
    ['a negative balance', 'balance = -1', '"not_negative"'],
    ['a negative rate', 'hourly_rate_micros = -1', '"not_negative"'],
    ['a carry of a whole minor unit', 'carry = 3600000000000', '"below_unit"'],
    ['a carry without a balance behind it', 'balance = 0, carry = 1', 'wallets_backed'],
    ['a negative carry', 'carry = -1', '"below_unit"'],
    ['a currency that is no code', "currency = 'rub'", '"currency_code"'],
  ])('refuses %s', async (_what, assignment, constraint) => {
    expect(await refusal(`update wallets set ${assignment} where id = ${wallet.walletId}`)).toContain(
      constraint,
    )
  })

  test('is one for a user and a currency', async () => {
    expect(
      await refusal(`insert into wallets (user_id, currency) values ('${wallet.userId}', 'RUB')`),
    ).toContain('wallets_user_currency_key')
  })
})

describe('payments and prices', () => {
  const insertPayment = (columns: string, values: string) =>
    `insert into payments (user_id, wallet_id, currency, ${columns}) values ('${wallet.userId}', ${wallet.walletId}, 'RUB', ${values})`

  test.each([
    ['a payment of nothing', 'amount', '0', 'payments_amount_positive'],
    [
      'a refund beyond what was paid',
      'amount, refunded_amount, status, paid_at',
      "10, 11, 'disputed', now()",
      'payments_refund_within',
    ],
    ['a status it does not know', 'amount, paid_at, status', "10, now(), 'paid'", 'payments_status_known'],
    ['an instant of payment without success', 'amount, paid_at', '10, now()', 'payments_paid'],
    ['success without an instant of payment', 'amount, status', "10, 'succeeded'", 'payments_paid'],
    ['an instant of cancellation without one', 'amount, canceled_at', '10, now()', 'payments_canceled'],
    [
      'a cancellation without a reason',
      'amount, status, canceled_at',
      "10, 'canceled', now()",
      'payments_canceled_why',
    ],
    ['a reason it does not know', 'amount, cancellation_reason', "10, 'mood'", 'payments_cancellation_known'],
    [
      'a decision without a word on it',
      'amount, quarantine_closed_at',
      '10, now()',
      'payments_quarantine_closed',
    ],
    ['half of what was asked for', 'amount, requested_amount', '10, 11', 'payments_requested_whole'],
  ])('refuse %s', async (_what, columns, values, constraint) => {
    expect(await refusal(insertPayment(columns, values))).toContain(constraint)
  })

  test("go to their own user's wallet, in its currency", async () => {
    const stranger = await plantUser(database.db)
    const payment = (userId: string, currency: string) =>
      refusal(
        `insert into payments (user_id, wallet_id, amount, currency) values ('${userId}', ${wallet.walletId}, 1, '${currency}')`,
      )
    expect(await payment(stranger, 'RUB')).toContain('payments_wallet_of_user')
    expect(await payment(wallet.userId, 'USD')).toContain('payments_wallet_of_user')
    const tariffId = await plantTariff(database.db, { hourlyRateMicros: 1n })
    const subscription = `insert into subscriptions (user_id, wallet_id, tariff_id, hourly_rate_micros)
      values ('${stranger}', ${wallet.walletId}, '${tariffId}', 1)`
    expect(await refusal(subscription)).toContain('subscriptions_wallet_of_user')
  })

  test('refuse one intent of Stripe for two payments', async () => {
    expect(await refusal(insertPayment('amount, stripe_payment_intent_id', "1, 'pi_1'"))).toBe('accepted')
    expect(await refusal(insertPayment('amount, stripe_payment_intent_id', "2, 'pi_1'"))).toContain(
      'stripe_payment_intent_id',
    )
  })

  test('refuse a price that is not above zero', async () => {
    const price =
      'insert into tariff_prices (tariff_id, hourly_rate_micros, effective_from) select id, 0, now() from t'
    expect(
      await refusal(
        `with t as (insert into tariffs (name, currency) values ('x', 'RUB') returning id) ${price}`,
      ),
    ).toContain('tariff_prices_positive')
  })

  test.each(['idempotency_keys', 'stripe_events'])('%s are never forgotten', async (table) => {
    expect(await refusal(`delete from ${table}`)).toContain('append-only')
    expect(await refusal(`truncate ${table} cascade`)).toContain('append-only')
  })
})
