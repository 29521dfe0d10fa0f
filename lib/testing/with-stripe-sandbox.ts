import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { startStripeSandbox } from '@/sandbox/stripe/server'
import { env } from '../env'

/** Lets the tests of a file call a Stripe of their own. Before anything reads the settings. */
export function withStripeSandbox(): void {
  let close = async () => {}

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hourglass-stripe-'))
    const dataFile = join(folder, 'stripe.jsonl')
    const sandbox = await startStripeSandbox({ port: 0, dataFile, webhookSecret: 'whsec_for_tests_only' })
    vi.stubEnv('STRIPE_API_BASE', sandbox.url)
    expect(env().STRIPE_API_BASE).toBe(sandbox.url)
    close = async () => {
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  afterAll(() => close())
}
