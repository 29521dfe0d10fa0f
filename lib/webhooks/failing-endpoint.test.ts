import { desc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { auditLog, outbox, webhookDeliveries, webhookEndpoints } from '@/db/schema'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { deliverWebhooks } from './deliver-webhooks'
import { plantEndpoint, plantEvent } from './plant-endpoint.fixture'
import { type Receiver, startReceiver } from './receiver.fixture'
import { MAX_ATTEMPTS } from './retry-schedule'

let database: TestDatabase
let receiver: Receiver
let userId: string
let endpointId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  receiver = await startReceiver()
  userId = await plantUser(database.db)
  ;({
    endpoint: { id: endpointId },
  } = await plantEndpoint(database.db, { userId, url: receiver.url }))
})
afterEach(() => receiver.close())

const delivery = async () => {
  const [row] = await database.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpointId))
    .orderBy(desc(webhookDeliveries.id))
  if (!row) throw new Error('there is a delivery')
  return row
}
const endpoint = async () => {
  const [row] = await database.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId))
  if (!row) throw new Error('there is an endpoint')
  return row
}
const makeDue = () =>
  database.owner`update webhook_deliveries set next_attempt_at = now() where endpoint_id = ${endpointId} and status = 'pending'`

test('what fails is tried again after ever longer gaps, and given up in the end', async () => {
  const { db } = database
  receiver.answerWith((_, response) => response.writeHead(500).end('out of order'))
  await plantEvent(db, { userId })
  for (let attempts = 1; attempts < MAX_ATTEMPTS; attempts += 1) {
    await deliverWebhooks(db)
    const { nextAttemptAt, ...row } = await delivery()
    expect(row).toMatchObject({ status: 'pending', attempts, lastStatus: 500, lastAnswer: 'out of order' })
    expect(nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 3000)
    await makeDue()
  }
  await deliverWebhooks(db)
  expect(await delivery()).toMatchObject({ status: 'failed', attempts: MAX_ATTEMPTS, holder: null })
  await makeDue()
  await deliverWebhooks(db)
  expect(receiver.received).toHaveLength(MAX_ATTEMPTS)
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
  expect(await endpoint()).toMatchObject({ enabled: true, failingSince: expect.any(Date) })
})

test('the pace that a receiver asks for is kept', async () => {
  receiver.answerWith((_, response) => response.writeHead(429, { 'Retry-After': '3600' }).end())
  await plantEvent(database.db, { userId })
  await deliverWebhooks(database.db)
  const { nextAttemptAt } = await delivery()
  expect(nextAttemptAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000)
})

test('410 Gone switches the endpoint off, once, and says so to who else listens', async () => {
  const { db } = database
  const other = await startReceiver()
  await plantEndpoint(db, { userId, url: other.url, eventTypes: ['webhook.switched_off'] })
  receiver.answerWith((_, response) => response.writeHead(410).end())
  await plantEvent(db, { userId })
  await plantEvent(db, { userId })
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  expect(await endpoint()).toMatchObject({ enabled: false, switchedOffReason: 'gone' })
  expect(other.received.map(({ body }) => body)).toMatchObject([
    { type: 'webhook.switched_off', data: { endpoint: endpointId, url: receiver.url, reason: 'gone' } },
  ])
  EVENT_DATA['webhook.switched_off'].parse(other.received[0]?.body.data)
  const audits = await db
    .select()
    .from(auditLog)
    .where(eq(auditLog.subject, `webhook_endpoint:${endpointId}`))
  expect(audits.map(({ action }) => action)).toEqual([
    'webhook_endpoint.created',
    'webhook_endpoint.switched_off',
  ])
  await other.close()
})

test('an endpoint is switched off after five days without one success, and a success begins anew', async () => {
  const { db, owner } = database
  const failFor = (days: number) =>
    owner`update webhook_endpoints set failing_since = now() - ${days} * interval '1 day' where id = ${endpointId}`
  receiver.answerWith((_, response) => response.writeHead(500).end())
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  await failFor(4.9)
  await makeDue()
  await deliverWebhooks(db)
  expect(await endpoint()).toMatchObject({ enabled: true })
  receiver.answerWith((_, response) => void response.end())
  await makeDue()
  await deliverWebhooks(db)
  expect(await endpoint()).toMatchObject({ enabled: true, failingSince: null })

  receiver.answerWith((_, response) => response.writeHead(500).end())
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  await failFor(5.1)
  await makeDue()
  await deliverWebhooks(db)
  expect(await endpoint()).toMatchObject({ enabled: false, switchedOffReason: 'failing' })
  expect(await delivery()).toMatchObject({ status: 'canceled' })
  const [told] = await db
    .select()
    .from(outbox)
    .where(eq(outbox.type, 'webhook.switched_off'))
    .orderBy(desc(outbox.id))
  expect(told).toMatchObject({ userId, data: { reason: 'failing' } })
})

test('a redirect into this machine is not followed, and where private networks are closed nothing is sent', async () => {
  const { db } = database
  const inside = await startReceiver()
  receiver.answerWith((_, response) => response.writeHead(302, { Location: inside.url }).end())
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  expect(await delivery()).toMatchObject({ lastError: 'redirect', lastStatus: 302 })
  expect(inside.received).toEqual([])
  await inside.close()

  await makeDue()
  await deliverWebhooks(db, { allowPrivateNetworks: false })
  expect(await delivery()).toMatchObject({ lastError: 'private_network', lastStatus: null })
  expect(receiver.received).toHaveLength(1)
})

test('what was sealed under another secret of the server is not sent, and says why', async () => {
  const { db, owner } = database
  await owner`update webhook_secrets set sealed = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x.y.z' where endpoint_id = ${endpointId}`
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  expect(await delivery()).toMatchObject({ status: 'pending', lastError: 'unsigned', lastStatus: null })
  expect(receiver.received).toEqual([])
})
