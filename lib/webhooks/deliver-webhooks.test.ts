import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { outbox, webhookDeliveries } from '@/db/schema'
import { plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { changeEndpoint, deleteEndpoint } from './change-endpoint'
import { claimDeliveries, findDueEndpoints, MAX_IN_FLIGHT } from './claim-deliveries'
import { deliverWebhooks } from './deliver-webhooks'
import { fanOutEvents } from './fan-out-events'
import { plantEndpoint, plantEvent } from './plant-endpoint.fixture'
import { type Receiver, startReceiver } from './receiver.fixture'
import { replayDelivery, replayEvent } from './replay-delivery'
import { rotateSecret } from './rotate-secret'
import { sendTestEvent } from './send-test-event'
import { settleDelivery } from './settle-delivery'

let database: TestDatabase
let receiver: Receiver
let userId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  receiver = await startReceiver()
  userId = await plantUser(database.db)
})
afterEach(async () => {
  await receiver.close()
  await database.owner`update webhook_endpoints set enabled = false, switched_off_reason = 'owner', switched_off_at = now() where enabled`
})

const deliveries = (endpointId: string) =>
  database.db
    .select()
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.endpointId, endpointId))
    .orderBy(asc(webhookDeliveries.eventId))
const makeDue = (endpointId: string) =>
  database.owner`update webhook_deliveries set next_attempt_at = now() where endpoint_id = ${endpointId} and status = 'pending'`
const ids = (one: Receiver) => one.received.map(({ id }) => id)

test('an event reaches each endpoint that wants it, signed, with the id of the feed', async () => {
  const { db } = database
  const own = await plantEndpoint(db, { userId, url: receiver.url })
  const picky = await startReceiver()
  await plantEndpoint(db, { userId, url: picky.url, eventTypes: ['payment.succeeded'] })
  const admin = await startReceiver()
  await plantEndpoint(db, { userId: await plantUser(db), url: admin.url, audience: 'operator' })
  const stranger = await startReceiver()
  await plantEndpoint(db, { userId: await plantUser(db), url: stranger.url })

  const id = await plantEvent(db, { userId })
  expect(await deliverWebhooks(db)).toBe(2)
  const [got] = receiver.received
  if (!got) throw new Error('it got nothing')
  expect(receiver.verify(own.secret, got)).toEqual({
    id,
    type: 'subscription.resumed',
    timestamp: '2026-03-01T00:00:00.000Z',
    user: userId,
    data: { subscription: expect.any(String) },
  })
  expect(got.headers).toMatchObject({ 'webhook-id': id, 'content-type': 'application/json; charset=utf-8' })
  expect(() => receiver.verify('whsec_AAAA', got)).toThrow()
  expect(() => receiver.verify(own.secret, { ...got, text: `${got.text} ` })).toThrow()
  expect([ids(picky), ids(admin), ids(stranger)]).toEqual([[], [id], []])
  expect(await deliveries(own.endpoint.id)).toMatchObject([
    { status: 'delivered', attempts: 1, lastStatus: 200, lastError: null, lastAnswer: 'ok', holder: null },
  ])
  expect(await deliverWebhooks(db)).toBe(0)
  for (const one of [picky, admin, stranger]) await one.close()
})

test('handing out is done once, whoever does it how often at the same time', async () => {
  const { db } = database
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url })
  const planted = await Promise.all(Array.from({ length: 30 }, () => plantEvent(db, { userId })))
  const counts = await Promise.all(Array.from({ length: 8 }, () => fanOutEvents(db)))
  expect(counts.reduce((a, b) => a + b, 0)).toBe(30)
  // A process that was killed between the two writes would leave neither; even half of it would do no harm.
  await db.update(outbox).set({ fannedOutAt: null }).where(eq(outbox.userId, userId))
  expect(await fanOutEvents(db)).toBe(0)
  expect(await deliveries(endpoint.id)).toHaveLength(planted.length)
})

test('several workers at once: each event arrives once, and those of a wallet in order', async () => {
  const { db } = database
  await plantEndpoint(db, { userId, url: receiver.url })
  receiver.answerWith((_, response) => setTimeout(() => response.end(), Math.random() * 8))
  const wallets = [(await plantWallet(db)).walletId, (await plantWallet(db)).walletId]
  const sent: string[] = []
  for (let round = 0; round < 15; round += 1) {
    for (const walletId of wallets) sent.push(await plantEvent(db, { userId, walletId }))
  }
  const taken = await Promise.all([deliverWebhooks(db), deliverWebhooks(db), deliverWebhooks(db)])
  expect(taken.reduce((a, b) => a + b, 0)).toBe(30)
  expect([...ids(receiver)].sort()).toEqual([...sent].sort())
  for (const offset of [0, 1]) {
    const ofWallet = sent.filter((_, index) => index % 2 === offset)
    expect(ids(receiver).filter((id) => ofWallet.includes(id))).toEqual(ofWallet)
  }
})

test('an event that fails holds back later ones of its wallet for some minutes, not others, and not for ever', async () => {
  const { db, owner } = database
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url })
  const { walletId } = await plantWallet(db)
  const first = await plantEvent(db, { userId, walletId })
  const second = await plantEvent(db, { userId, walletId })
  const other = await plantEvent(db, { userId })
  receiver.answerWith(({ id }, response) => response.writeHead(id === first ? 503 : 200).end())
  await deliverWebhooks(db)
  expect(ids(receiver).sort()).toEqual([first, other])
  await makeDue(endpoint.id)
  await deliverWebhooks(db)
  expect(ids(receiver).filter((id) => id === first)).toHaveLength(2)
  expect(ids(receiver)).not.toContain(second)

  await owner`update webhook_deliveries set first_attempt_at = now() - interval '11 minutes' where event_id = ${first}`
  expect(await deliverWebhooks(db)).toBe(1)
  expect(ids(receiver).at(-1)).toBe(second)
  expect(await deliveries(endpoint.id)).toMatchObject([
    { status: 'pending', attempts: 2, lastStatus: 503, lastError: 'status' },
    { status: 'delivered' },
    { status: 'delivered' },
  ])
})

test('once the first is taken, the next of its wallet follows in the same pass', async () => {
  const { db } = database
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url })
  const { walletId } = await plantWallet(db)
  const sent = [await plantEvent(db, { userId, walletId }), await plantEvent(db, { userId, walletId })]
  receiver.answerWith((_, response) => response.writeHead(500).end())
  await deliverWebhooks(db)
  receiver.answerWith((_, response) => void response.end())
  await makeDue(endpoint.id)
  expect(await deliverWebhooks(db)).toBe(2)
  expect(ids(receiver)).toEqual([sent[0], ...sent])
})

test('a worker that is killed while it sends leaves the delivery to others, and writes nothing if it was not dead', async () => {
  const { db, owner } = database
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url })
  await plantEvent(db, { userId })
  await fanOutEvents(db)
  const [held] = await claimDeliveries(db, endpoint.id)
  if (!held) throw new Error('there is one to claim')
  // While it counts as alive nobody else touches it.
  expect(await deliverWebhooks(db)).toBe(0)
  await owner`update webhook_deliveries set next_attempt_at = now() where id = ${held.id}`
  expect(await deliverWebhooks(db)).toBe(1)
  const failure = { error: 'timeout', status: null, answer: null, durationMs: 1, retryAfterMs: null } as const
  expect(await settleDelivery(db, held, failure)).toBe(false)
  expect(await deliveries(endpoint.id)).toMatchObject([{ status: 'delivered', attempts: 2, lastError: null }])
})

test('only so many are on their way to one endpoint, and a slow one holds up no other', async () => {
  const { db } = database
  const slow = await startReceiver(() => {})
  const { endpoint } = await plantEndpoint(db, { userId, url: slow.url })
  const quickUser = await plantUser(db)
  await plantEndpoint(db, { userId: quickUser, url: receiver.url })
  for (let count = 0; count < MAX_IN_FLIGHT + 3; count += 1) await plantEvent(db, { userId })
  await plantEvent(db, { userId: quickUser })
  const pass = deliverWebhooks(db, { passMs: 3000 })
  await expect.poll(() => slow.received.length).toBe(MAX_IN_FLIGHT)
  await expect.poll(() => receiver.received.length).toBe(1)
  // What happens while the pass waits for the slow one is sent by it too, and others find no more room there.
  await plantEvent(db, { userId: quickUser })
  await expect.poll(() => receiver.received.length).toBe(2)
  expect(await claimDeliveries(db, endpoint.id)).toEqual([])
  await slow.close()
  await pass
})

test('both secrets sign until the old one expires, or from now on the new one alone', async () => {
  const { db, owner } = database
  const who = { userId, isOperator: false, actor: `user:${userId}` }
  const { endpoint, secret: first } = await plantEndpoint(db, { userId, url: receiver.url })
  const rotate = (overlapHours: number) =>
    db.transaction((tx) => rotateSecret(tx, { ...who, endpointId: endpoint.id, overlapHours }))
  const received = async () => {
    await plantEvent(db, { userId })
    await deliverWebhooks(db)
    const got = receiver.received.at(-1)
    if (!got) throw new Error('it got nothing')
    return (secret: string) => {
      try {
        return Boolean(receiver.verify(secret, got))
      } catch {
        return false
      }
    }
  }
  const second = await rotate(24)
  expect([first, second].map(await received())).toEqual([true, true])
  await owner`update webhook_secrets set expires_at = now() where expires_at is not null`
  expect([first, second].map(await received())).toEqual([false, true])
  const third = await rotate(0)
  expect([second, third].map(await received())).toEqual([false, true])
  for (let count = 0; count < 3; count += 1) await rotate(1)
  await expect(rotate(1)).rejects.toMatchObject({ code: 'conflict', field: 'overlap_hours' })
  const last = await rotate(0)
  expect([third, last].map(await received())).toEqual([false, true])
})

test('a test event goes to its endpoint alone; what was taken can be sent again, under the same id', async () => {
  const { db } = database
  const which = { userId, isOperator: false }
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url, eventTypes: ['balance.low'] })
  const other = await startReceiver()
  await plantEndpoint(db, { userId, url: other.url })
  const { id: deliveryId } = await db.transaction((tx) =>
    sendTestEvent(tx, { ...which, endpointId: endpoint.id }),
  )
  await deliverWebhooks(db)
  expect(receiver.received[0]?.body).toMatchObject({ type: 'webhook.test', data: { endpoint: endpoint.id } })
  await db.transaction((tx) => replayDelivery(tx, { ...which, endpointId: endpoint.id, deliveryId }))
  await deliverWebhooks(db)
  expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text)
  // What the endpoint did not want to hear of when it happened can be asked for.
  const event = await plantEvent(db, { userId })
  await deliverWebhooks(db)
  await db.transaction((tx) => replayEvent(tx, { ...which, endpointId: endpoint.id, event }))
  await deliverWebhooks(db)
  expect(ids(receiver)).toEqual([ids(receiver)[0], ids(receiver)[0], event])
  expect(ids(other)).toEqual([event])
  const foreign = await plantEvent(db, { userId: await plantUser(db) })
  const wish = { ...which, endpointId: endpoint.id, event: foreign }
  await expect(db.transaction((tx) => replayEvent(tx, wish))).rejects.toMatchObject({ code: 'not_found' })
  await other.close()
})

test('switching off calls off what is left, deleting takes the secrets too, and a blocked user hears of nothing', async () => {
  const { db, owner } = database
  const who = { userId, isOperator: false, actor: `user:${userId}` }
  const { endpoint } = await plantEndpoint(db, { userId, url: receiver.url })
  await plantEvent(db, { userId })
  await fanOutEvents(db)
  await owner`update users set blocked_at = now() where id = ${userId}`
  expect(await findDueEndpoints(db, { except: [], limit: 9 })).toEqual([])
  await owner`update users set blocked_at = null where id = ${userId}`
  expect(await findDueEndpoints(db, { except: [], limit: 9 })).toEqual([endpoint.id])
  const change = (enabled: boolean) =>
    db.transaction((tx) => changeEndpoint(tx, { ...who, endpointId: endpoint.id, enabled }))
  expect(await change(false)).toMatchObject({ enabled: false, switchedOffReason: 'owner' })
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  expect(await change(true)).toMatchObject({ enabled: true, switchedOffReason: null })
  await deliverWebhooks(db)
  expect(await deliveries(endpoint.id)).toMatchObject([{ status: 'canceled' }])
  await db.transaction((tx) => deleteEndpoint(tx, { ...who, endpointId: endpoint.id }))
  await plantEvent(db, { userId })
  await deliverWebhooks(db)
  expect(receiver.received).toEqual([])
  const [left] =
    await owner`select count(*)::int as count from webhook_secrets where endpoint_id = ${endpoint.id}`
  expect(left?.count).toBe(0)
  await expect(change(true)).rejects.toMatchObject({ code: 'not_found' })
})
