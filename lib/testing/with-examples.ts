import { afterAll, afterEach } from 'vitest'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { serveFrom } from './api-client'
import { plantExamples } from './plant-examples'
import { createTestDatabase, type TestDatabase } from './test-database'
import { withStripeSandbox } from './with-stripe-sandbox'

/** Databases with the examples of the API's document planted in them, which the routes answer from once asked for. */
export interface Examples {
  /** For a test that leaves the examples as they are: all of those in a file share one, beside what each adds. */
  toRead(): Promise<TestDatabase>
  /** For a test that does something to them: one of its own. */
  toChange(): Promise<TestDatabase>
}

/**
 * Gives the tests of a file planted examples. To copy a database and plant in it takes longer than most calls, so only
 * tests that change the examples have new ones; and so have those that follow upon a failure, which may have left
 * anything behind.
 */
export function withExamples(): Examples {
  let shared: TestDatabase | undefined
  let own: TestDatabase | undefined

  withStripeSandbox()

  afterEach(async ({ task }) => {
    await own?.close()
    own = undefined
    if (task.result?.state === 'fail') await forget()
  })
  afterAll(forget)

  async function forget(): Promise<void> {
    await shared?.close()
    shared = undefined
  }

  return {
    toRead: async () => {
      shared ??= await plant()
      serveFrom(shared.db)
      // The keys that tests before gave her: a user may only have so many.
      await shared.owner`delete from api_keys where user_id = ${EXAMPLES.user} and id <> ${EXAMPLES.key}`
      return shared
    },
    toChange: async () => {
      own = await plant()
      return own
    },
  }
}

async function plant(): Promise<TestDatabase> {
  const base = await createTestDatabase()
  serveFrom(base.db)
  await plantExamples(base)
  return base
}
