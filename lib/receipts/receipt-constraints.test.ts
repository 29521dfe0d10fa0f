import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { readBillingDetails, updateBillingDetails } from './billing-details'
import { issueReceipt } from './issue-receipt'

let base: TestDatabase
let paymentId: string

beforeAll(async () => {
  base = await createTestDatabase()
})
beforeEach(async () => {
  paymentId = await plantPayment('succeeded')
  await issueReceipt(base.db, { paymentId, asOf: START })
})
afterAll(() => base.close())

async function plantPayment(status: string): Promise<string> {
  const { userId, walletId } = await plantWallet(base.db)
  const [row] = await base.owner`
    insert into payments (user_id, wallet_id, amount, currency, status, paid_at)
    values (${userId}, ${walletId.toString()}, 500, 'RUB', ${status}, ${status === 'succeeded' ? START : null})
    returning id`
  return String(row?.id)
}

const insert = (of: string, year: number, sequence: number) => base.owner`
  insert into receipts (payment_id, year, sequence, issued_at, amount, currency, description, paid_at, payer, operator, is_test)
  values (${of}, ${year}, ${sequence}, ${START}, 999999, 'USD', 'forged', ${START}, '{}', '{}', true)
  returning year, sequence, amount::int, currency, description`

test('the database numbers a receipt itself, and takes the money from the payment, whatever it is told', async () => {
  const [last] = await base.owner`select last from receipt_counters where year = 2026`
  expect(await insert(await plantPayment('succeeded'), 1999, 7)).toEqual([
    { year: 2026, sequence: last?.last + 1, amount: 500, currency: 'RUB', description: '' },
  ])
})

test('a second one for a payment is passed over, and takes no number', async () => {
  const before = await base.owner`select * from receipt_counters`
  expect(await insert(paymentId, 2026, 1)).toEqual([])
  expect(await base.owner`select * from receipt_counters`).toEqual(before)
})

test('there is none for a payment that has not succeeded', async () => {
  const pending = await plantPayment('pending')
  await expect(insert(pending, 2026, 1)).rejects.toThrow('a payment that has succeeded')
  await expect(issueReceipt(base.db, { paymentId: pending, asOf: START })).rejects.toThrow()
})

test('no number stands twice, even past the trigger', async () => {
  const forged = await plantPayment('succeeded')
  await expect(
    base.owner.begin(async (tx) => {
      await tx`alter table receipts disable trigger receipts_numbered`
      await tx`
        insert into receipts select ${forged}, year, sequence, issued_at, amount, currency, description, paid_at, payer,
                                    operator, is_test from receipts where payment_id = ${paymentId}`
    }),
  ).rejects.toThrow('receipts_number')
})

test.each([
  ['update receipts set amount = 1', 'never changed'],
  [`update receipts set payer = '{"name": "x"}'`, 'never changed'],
  ['update receipts set sequence = sequence + 1000', 'never changed'],
  [`update receipts set method_type = 'card', is_test = not is_test`, 'never changed'],
  ['delete from receipts', 'append-only'],
  ['truncate receipts', 'append-only'],
  ['update receipt_counters set last = last + 2', 'one by one'],
  ['update receipt_counters set year = 1999, last = last + 1', 'one by one'],
  ['insert into receipt_counters values (1999, 5)', 'one by one'],
  ['delete from receipt_counters', 'append-only'],
])('even the owner of the tables cannot: %s', async (statement, refusal) => {
  await expect(base.owner.unsafe(statement)).rejects.toThrow(refusal)
})

test('the method is put in once', async () => {
  const method = base.owner`update receipts set method_type = 'card', method_last4 = '4242' where payment_id = ${paymentId}`
  await method
  await expect(
    base.owner`update receipts set method_type = 'card', method_last4 = '1111' where payment_id = ${paymentId}`,
  ).rejects.toThrow('never changed')
  await expect(
    base.owner`update receipts set method_type = null, method_last4 = null where payment_id = ${paymentId}`,
  ).rejects.toThrow('never changed')
})

test.each([
  'update receipts set amount = 1',
  'delete from receipts',
  'update receipt_counters set last = last + 1',
  'insert into receipt_counters values (1999, 1)',
  'delete from billing_details',
])('the app itself has no right to: %s', async (statement) => {
  const refused = base.db.execute(sql.raw(statement)).catch(({ cause }) => cause)
  expect(await refused).toMatchObject({ message: expect.stringContaining('permission denied') })
})

test('what a user says about themselves is bounded', async () => {
  const { userId } = await plantWallet(base.db)
  const details = { userId, company: '', address: '', tax_id: '' }
  const lines = (count: number) => Array.from({ length: count }, (_, line) => `${line}`).join('\r\n')
  for (const [field, value] of [
    ['tax_id', 'x'.repeat(61)],
    ['tax_id', 'a\nb'],
    ['company', 'a\rb'],
    ['address', 'x'.repeat(501)],
    ['address', lines(9)],
    ['address', lines(9).replaceAll('\r', '')],
  ] as const) {
    const refused = updateBillingDetails(base.db, { ...details, [field]: value })
    await expect(refused).rejects.toMatchObject({ code: 'invalid_request', field })
  }
  await updateBillingDetails(base.db, { ...details, address: `${lines(8)}\r\n\r\n` })
  expect((await readBillingDetails(base.db, { userId })).address).toBe(lines(8).replaceAll('\r', ''))
  await expect(
    base.owner`insert into billing_details (user_id, tax_id) values (${userId}, ${'x'.repeat(61)})`,
  ).rejects.toThrow('billing_details_lengths')
})
