import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { deliverWebhooks } from './deliver-webhooks'
import { plantEndpoint, plantEvent } from './plant-endpoint.fixture'
import { type Receiver, startReceiver } from './receiver.fixture'

let database: TestDatabase
let receiver: Receiver

beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver(() => {})
})
afterAll(async () => {
  await receiver.close()
  await database.close()
})

test('a process that is killed while it sends: nothing is lost, order is kept, and others go on', {
  timeout: 60_000,
}, async () => {
  const { db, owner } = database
  const { userId, walletId } = await plantWallet(db)
  const { secret } = await plantEndpoint(db, { userId, url: receiver.url })
  const sent = [await plantEvent(db, { userId, walletId }), await plantEvent(db, { userId, walletId })]

  const script = fileURLToPath(new URL('./deliver-process.fixture.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: 'inherit' })
  const ended = once(child, 'exit')
  await expect.poll(() => receiver.received.length, { timeout: 30_000 }).toBe(1)
  child.kill('SIGKILL')
  await ended

  receiver.answerWith((_, response) => void response.end())
  // Until its lease is over the dead one counts as alive, and what comes after it waits.
  expect(await deliverWebhooks(db)).toBe(0)
  await owner`update webhook_deliveries set next_attempt_at = now() where holder is not null`
  expect(await deliverWebhooks(db)).toBe(2)
  expect(receiver.received.map(({ id }) => id)).toEqual([sent[0], ...sent])
  for (const one of receiver.received) expect(receiver.verify(secret, one)).toBeDefined()
})
