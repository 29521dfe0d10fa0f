import { InngestTestEngine } from '@inngest/test'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { billingRuns } from '@/db/schema'
import { env } from '@/lib/env'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { jobs } from '../jobs'
import { jobFunction, jobFunctions } from './job-functions'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', database.url)
  expect(env().DATABASE_URL).toBe(database.url)
})
afterAll(() => database.close())

test('billing runs on the hour, and every job is one function that never runs beside itself', () => {
  expect(jobs.find(({ id }) => id === 'hourly-billing')?.cron).toBe('0 * * * *')
  expect(jobFunctions.map((one) => one.opts.id)).toEqual(jobs.map(({ id }) => id))
  for (const one of jobFunctions) expect(one.opts.concurrency).toEqual({ limit: 1 })
})

test('the hourly function bills the last full hour, and a second tick finds nothing to do', async () => {
  const [hourly] = jobFunctions
  if (!hourly) throw new Error('there is an hourly function')
  const { result } = await new InngestTestEngine({ function: hourly }).execute()
  expect(result).toEqual({ runId: '1', ranges: 0 })
  const again = await new InngestTestEngine({ function: hourly }).execute()
  expect(again.result).toBeNull()
  expect(await database.db.select().from(billingRuns)).toMatchObject([{ status: 'finished' }])
})

test.each(jobs)('$id answers with something that JSON can carry', async (job) => {
  const { result, error } = await new InngestTestEngine({ function: jobFunction(job) }).execute()
  expect(error).toBeUndefined()
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
})

test('a job that fails is reported to Inngest, which tries it again', async () => {
  const broken = jobFunction({
    id: 'broken',
    cron: '* * * * *',
    run: () => Promise.reject(new Error('no database')),
  })
  const { error } = await new InngestTestEngine({ function: broken }).execute()
  expect(error).toMatchObject({ message: 'no database' })
})
