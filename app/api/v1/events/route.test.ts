import { afterAll, beforeAll, expect, test } from 'vitest'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { warnLowBalances } from '@/lib/billing/running-dry/warn-low-balances'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { after, plantUser } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { GET } from './route'

let base: TestDatabase
let key: string
let userId: string
let subscriptionId: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  ;({ userId, subscriptionId } = await plantRunning(base.db, { balanceMinor: 500n }))
  key = await plantKey(base.db, userId)
  await freezeClock(base.db, after(HOUR_MS))
  await warnLowBalances(base.db)
  await freezeClock(base.db, after(9 * HOUR_MS))
  await suspendDepleted(base.db)
})
afterAll(() => base.close())

const list = (query = '', as = key) => call(GET, `/api/v1/events${query}`, { as })

test('a user reads what happened to them, newest first', async () => {
  expect((await list()).json).toEqual({
    data: [
      {
        id: '2',
        type: 'subscription.suspended',
        user: userId,
        datetime: after(5 * HOUR_MS).toISOString(),
        data: { subscription: subscriptionId },
      },
      {
        id: '1',
        type: 'balance.low',
        user: userId,
        datetime: after(HOUR_MS).toISOString(),
        data: {
          hours: 24,
          depletes_at: after(5 * HOUR_MS).toISOString(),
          currency: 'RUB',
          available: '4.00',
        },
      },
    ],
    next_cursor: null,
  })
})

test('it is paged and filtered, and belongs to its user alone', async () => {
  const first = await list('?limit=1')
  expect(first.json.next_cursor).toBe('2')
  expect((await list('?limit=1&cursor=2')).json.data).toMatchObject([{ id: '1' }])
  expect((await list('?type=balance.low')).json.data).toMatchObject([{ type: 'balance.low' }])
  const stranger = await plantKey(base.db, await plantUser(base.db))
  expect((await list('', stranger)).json.data).toEqual([])
})

test.each([
  ['type=gift', 'type'],
  ['cursor=xyz', 'cursor'],
  ['limit=0', 'limit'],
  ['since=1', 'since'],
])('?%s is refused by name', async (query, field) => {
  expect((await list(`?${query}`)).json).toMatchObject({ status: 400, field })
})
