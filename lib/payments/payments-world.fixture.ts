import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { stripeClient } from './stripe-client'

/** A database and a Stripe of a test file's own; each test begins with a Stripe that works. Webhooks go nowhere. */
export function paymentsWorld(): { database: TestDatabase; sandbox: RunningSandbox } {
  const world = {} as { database: TestDatabase; sandbox: RunningSandbox }
  let folder = ''
  beforeAll(async () => {
    world.database = await createTestDatabase()
    folder = await mkdtemp(join(tmpdir(), 'hourglass-cards-'))
    world.sandbox = await startStripeSandbox({
      port: 0,
      dataFile: join(folder, 'stripe.jsonl'),
      webhookSecret: 'whsec_for_tests_only',
    })
    vi.stubEnv('STRIPE_API_BASE', world.sandbox.url)
    stripeClient()
  })
  beforeEach(async () => {
    await control(world.sandbox, '/reset')
  })
  afterAll(async () => {
    await world.sandbox.close()
    await world.database.close()
    await rm(folder, { recursive: true, force: true })
  })
  return world
}
