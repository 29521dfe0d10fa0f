import { afterAll, beforeAll, expect, test } from 'vitest'
import { billingRuns } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { listDailyUsage } from './list-daily-usage'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('what runs charged counts for the day whose time they billed, by currency', async () => {
  const run = (
    asOf: string,
    totals: Record<string, string>,
    status: 'finished' | 'failed' | 'running' = 'finished',
  ) => ({
    asOf: new Date(asOf),
    totals,
    status,
  })
  await database.db
    .insert(billingRuns)
    .values([
      run('2030-01-01T00:00:00Z', { RUB: '1000.00' }),
      run('2030-01-01T00:00:00.001Z', { RUB: '1.00' }),
      run('2030-01-02T00:00:00Z', { RUB: '2.00', JPY: '500' }),
      run('2030-01-02T01:00:00Z', { RUB: '0.25' }, 'failed'),
      run('2030-01-03T15:00:00Z', { RUB: '4.00' }),
      run('2030-01-03T16:00:00Z', { RUB: '8.00' }, 'running'),
      run('2030-01-03T18:00:00Z', { RUB: '16.00' }),
    ])
  const asOf = new Date('2030-01-03T17:00:00Z')
  const [first, second, third] = ['01', '02', '03'].map((day) => new Date(`2030-01-${day}T00:00:00Z`))
  expect(await listDailyUsage(database.db, { asOf, days: 3 })).toEqual(
    new Map([
      [
        'RUB',
        [
          { day: first, amountMinor: 300n },
          { day: second, amountMinor: 25n },
          { day: third, amountMinor: 400n },
        ],
      ],
      [
        'JPY',
        [
          { day: first, amountMinor: 500n },
          { day: second, amountMinor: 0n },
          { day: third, amountMinor: 0n },
        ],
      ],
    ]),
  )
})
