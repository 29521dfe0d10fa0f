import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { statedDispute } from '@/lib/ledger/verify/returned-payments.fixture'
import { plantWallet } from '@/lib/testing/fixtures'
import { plantPaidPayment } from '@/lib/testing/plant-paid-payment'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { bookDispute } from '../disputes/book-dispute'
import { collectReceivable } from './collect-receivable'
import { countReceivables, listReceivables, sumReceivables } from './list-receivables'
import { writeOffReceivable } from './write-off-receivable'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Someone who owes 1000 minor units. @returns their id. */
async function plantDebtor(): Promise<string> {
  const { db } = database
  const { walletId, userId } = await plantWallet(db)
  const paymentId = await plantPaidPayment(db, { walletId, userId })
  const charge = { userId, currency: 'RUB', reason: 'x', asOf: null, actor: 'test' }
  await chargeWallet(db, { ...charge, amountMinor: 1000n })
  await bookDispute(db, paymentId, await statedDispute(db, {}, [-1000]))
  return userId
}

test('lists page by page what is owed, by whom, and sums it up', async () => {
  const { db } = database
  const [first, second, third] = [await plantDebtor(), await plantDebtor(), await plantDebtor()]
  const page = await listReceivables(db, { open: true, limit: 2 })
  expect(page.rows.map(({ userId }) => userId)).toEqual([third, second])
  expect(page.rows[0]?.userEmail).toContain('@example.test')
  const rest = await listReceivables(db, { open: true, limit: 2, cursor: page.nextCursor ?? '' })
  expect(rest).toMatchObject({ rows: [{ userId: first, amountMinor: 1000n }], nextCursor: null })
  expect((await listReceivables(db, { open: true, limit: 9, userId: second })).rows).toHaveLength(1)

  const [owed] = rest.rows
  await writeOffReceivable(db, { receivableId: owed?.id ?? '', adminId: third })
  expect((await listReceivables(db, { open: true, limit: 9 })).rows).toHaveLength(2)
  expect((await listReceivables(db, { open: false, limit: 9 })).rows).toHaveLength(3)
  expect(await countReceivables(db)).toBe(2)
  expect(await sumReceivables(db)).toEqual([{ currency: 'RUB', dueMinor: 2000n }])
})

test('a place in no list, and a receivable that does not exist, are refused', async () => {
  const { db } = database
  await expect(listReceivables(db, { open: true, limit: 1, cursor: '1; drop' })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'cursor',
  })
  const act = { receivableId: crypto.randomUUID(), adminId: crypto.randomUUID() }
  await expect(writeOffReceivable(db, act)).rejects.toMatchObject({ code: 'not_found' })
  await expect(collectReceivable(db, { ...act, idempotencyKey: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  })
})
