import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { call, plantKey, type Send, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { deliverWebhooks } from '@/lib/webhooks/deliver-webhooks'
import { MAX_ENDPOINTS } from '@/lib/webhooks/endpoint-fields'
import { plantEvent } from '@/lib/webhooks/plant-endpoint.fixture'
import { type Receiver, startReceiver } from '@/lib/webhooks/receiver.fixture'
import * as replayOne from './[id]/deliveries/[deliveryId]/replay/route'
import * as deliveries from './[id]/deliveries/route'
import * as replay from './[id]/replay/route'
import * as rotate from './[id]/rotate-secret/route'
import * as one from './[id]/route'
import * as sendTest from './[id]/test/route'
import * as all from './route'

const PATH = '/api/v1/webhook-endpoints'

let base: TestDatabase
let receiver: Receiver
let userId: string
let key: string
let operatorKey: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  receiver = await startReceiver()
  const adminId = await plantUser(base.db)
  await base.owner`update users set role = 'admin' where id = ${adminId}`
  operatorKey = await plantKey(base.db, adminId, ['operator'])
})
afterAll(async () => {
  await receiver.close()
  await base.close()
})
beforeEach(async () => {
  userId = await plantUser(base.db)
  key = await plantKey(base.db, userId)
  receiver.received.length = 0
})

const create = (body: object = {}, send: Send = {}) =>
  call(all.POST, PATH, { body: { url: receiver.url, ...body }, as: key, ...send })
const at = (id: string, rest = '', more: Record<string, string> = {}): [string, Record<string, string>] => [
  `${PATH}/${id}${rest}`,
  { id, ...more },
]
const post = (route: typeof all, [path, params]: ReturnType<typeof at>, body?: object, as = key) =>
  call(route.POST, path, { method: 'POST', params, as, ...(body && { body }) })
const get = (route: typeof all, [path, params]: ReturnType<typeof at>, as = key) =>
  call(route.GET, path, { params, as })

test('an endpoint is made, read, changed and deleted; its secret is told once', async () => {
  const made = await create({ description: ' Shop ', events: ['payment.succeeded', 'balance.low'] })
  expect(made.status).toBe(201)
  const { secret, ...endpoint } = made.json
  expect(secret).toMatch(/^whsec_/)
  expect(endpoint).toEqual({
    id: expect.any(String),
    audience: 'user',
    url: receiver.url,
    description: 'Shop',
    events: ['balance.low', 'payment.succeeded'],
    enabled: true,
    switched_off_reason: null,
    switched_off_at: null,
    failing_since: null,
    created_at: expect.any(String),
  })
  expect((await get(one, at(endpoint.id))).json).toEqual(endpoint)
  expect((await get(all, [PATH, { id: '' }])).json).toEqual({ data: [endpoint], next_cursor: null })
  const [path, params] = at(endpoint.id)
  const change = (body: object) => call(one.PATCH, path, { method: 'PATCH', body, params, as: key })
  expect((await change({ events: ['*'], enabled: false })).json).toMatchObject({
    events: ['*'],
    enabled: false,
    switched_off_reason: 'owner',
    description: 'Shop',
  })
  expect((await change({})).json).toMatchObject({ status: 400, code: 'invalid_request' })
  const removed = await call(one.DELETE, path, { method: 'DELETE', params, as: key })
  expect(removed.json).toEqual({ id: endpoint.id, deleted: true })
  expect((await get(one, at(endpoint.id))).status).toBe(404)
  expect((await get(all, [PATH, { id: '' }])).json.data).toEqual([])
})

test('the same Idempotency-Key makes one endpoint, and its stored answer has no secret in it', async () => {
  const headers = { 'Idempotency-Key': 'hooks-1' }
  const first = await create({}, { headers })
  const second = await create({}, { headers })
  const { secret, ...rest } = first.json
  expect(second.json).toEqual(rest)
  expect(second.headers.get('idempotent-replayed')).toBe('true')
  const [row] = await base.owner`select answer_body::text as kept from idempotency_keys where key = 'hooks-1'`
  expect(row?.kept).toContain(rest.id)
  expect(row?.kept).not.toContain(secret)
})

test.each([
  [{ url: 'nowhere' }, 'url'],
  [{ url: 'https://a:b@example.com/' }, 'url'],
  [{ url: 7 }, 'url'],
  [{ events: ['payment.exploded'] }, 'events'],
  [{ events: ['*', 'payment.succeeded'] }, 'events'],
  [{ events: [] }, 'events'],
  [{ events: 'payment.succeeded' }, 'events'],
  [{ description: 'x'.repeat(201) }, 'description'],
  [{ audience: 'world' }, 'audience'],
  [{ secret: 'mine' }, 'secret'],
])('%j is refused by name', async (body, field) => {
  const { json } = await create(body)
  expect(json).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(json.field.split('.')[0]).toBe(field)
})

test('there can be so many', async () => {
  for (let count = 0; count < MAX_ENDPOINTS; count += 1) expect((await create()).status).toBe(201)
  expect((await create()).json).toMatchObject({ status: 409, code: 'conflict' })
})

test('a test event, the list of deliveries, and sending again', async () => {
  const { id, secret } = (await create()).json
  const sent = await post(sendTest, at(id, '/test'))
  expect(sent.status).toBe(202)
  expect(sent.json).toMatchObject({ status: 'pending', attempts: 0, event: { type: 'webhook.test' } })
  await deliverWebhooks(base.db)
  const event = await plantEvent(base.db, { userId })
  receiver.answerWith((_, response) => response.writeHead(500).end('broken'))
  await deliverWebhooks(base.db)
  const list = (query: string) => get(deliveries, at(id, `/deliveries${query}`))
  const [newest, ...older] = (await list('')).json.data
  expect(newest).toMatchObject({
    endpoint: id,
    status: 'pending',
    attempts: 1,
    next_attempt_at: expect.any(String),
    last_status: 500,
    last_error: 'status',
    last_answer: 'broken',
    event: { id: event, type: 'subscription.resumed', user: userId },
  })
  expect(older).toMatchObject([{ id: sent.json.id, status: 'delivered', next_attempt_at: null }])
  expect((await list('?status=delivered')).json.data).toHaveLength(1)
  const first = (await list('?limit=1')).json
  expect((await list(`?limit=1&cursor=${first.next_cursor}`)).json.data).toEqual(older)
  for (const bad of ['?status=lost', '?cursor=1', '?limit=0']) expect((await list(bad)).status).toBe(400)

  receiver.answerWith((_, response) => void response.end())
  const again = at(id, `/deliveries/${newest.id}/replay`, { deliveryId: newest.id })
  expect((await post(replayOne, again)).json).toMatchObject({ status: 'pending', attempts: 0 })
  await deliverWebhooks(base.db)
  expect((await list('?status=delivered')).json.data).toHaveLength(2)
  const last = receiver.received.at(-1)
  if (!last) throw new Error('it got nothing')
  expect(receiver.verify(secret, last)).toMatchObject({ id: event })
  expect((await post(replay, at(id, '/replay'), { event })).json).toMatchObject({
    id: newest.id,
    status: 'pending',
  })
  for (const missing of ['999999', 'x', '-1']) {
    expect((await post(replay, at(id, '/replay'), { event: missing })).json).toMatchObject({
      status: 404,
      field: 'event',
    })
  }
  const nowhere = at(id, '/deliveries/x/replay', { deliveryId: crypto.randomUUID() })
  expect((await post(replayOne, nowhere)).status).toBe(404)
})

test('a new secret is told once; the overlap is a number of hours', async () => {
  const { id, secret } = (await create()).json
  const rotated = await post(rotate, at(id, '/rotate-secret'), { overlap_hours: 1 })
  expect(rotated.json).toMatchObject({ id, secret: expect.stringMatching(/^whsec_/) })
  expect(rotated.json.secret).not.toBe(secret)
  for (const hours of [-1, 169, 1.5, 'x']) {
    expect((await post(rotate, at(id, '/rotate-secret'), { overlap_hours: hours })).json).toMatchObject({
      status: 400,
      field: 'overlap_hours',
    })
  }
})

test('what is switched off is sent nothing, on demand either', async () => {
  const { id } = (await create()).json
  const [path, params] = at(id)
  await call(one.PATCH, path, { method: 'PATCH', body: { enabled: false }, params, as: key })
  expect((await post(sendTest, at(id, '/test'))).json).toMatchObject({ status: 409, code: 'conflict' })
})

test("someone else's endpoint does not exist, in any call", async () => {
  const { id } = (await create()).json
  const { id: deliveryId } = (await post(sendTest, at(id, '/test'))).json
  const stranger = await plantKey(base.db, await plantUser(base.db))
  const [path, params] = at(id)
  const replies = await Promise.all([
    get(one, at(id), stranger),
    get(deliveries, at(id, '/deliveries'), stranger),
    post(sendTest, at(id, '/test'), undefined, stranger),
    post(rotate, at(id, '/rotate-secret'), {}, stranger),
    post(replay, at(id, '/replay'), { event: '1' }, stranger),
    post(replayOne, at(id, '/deliveries/x/replay', { deliveryId }), undefined, stranger),
    call(one.PATCH, path, { method: 'PATCH', body: { enabled: false }, params, as: stranger }),
    call(one.DELETE, path, { method: 'DELETE', params, as: stranger }),
    get(one, at('not-an-id')),
  ])
  expect(replies.map(({ status }) => status)).toEqual(Array(9).fill(404))
})

test("an operator has endpoints of their own that hear of everyone, and manages a user's by naming them", async () => {
  expect((await create({ audience: 'operator' })).json).toMatchObject({ status: 403, field: 'audience' })
  const made = await create({ audience: 'operator' }, { as: operatorKey })
  expect(made.json).toMatchObject({ audience: 'operator' })
  const list = (query: string, as: string) => call(all.GET, `${PATH}${query}`, { as })
  expect((await list('?audience=operator', operatorKey)).json.data).toMatchObject([{ id: made.json.id }])
  expect((await list('?audience=operator', key)).json.data).toEqual([])
  expect((await get(one, at(made.json.id))).status).toBe(404)
  await plantEvent(base.db, { userId })
  await deliverWebhooks(base.db)
  expect(receiver.received.filter(({ body }) => body.user === userId)).toHaveLength(1)
  const forUser = await create({ user: userId }, { as: operatorKey })
  expect((await get(one, at(forUser.json.id))).json).toMatchObject({ id: forUser.json.id, audience: 'user' })
})

test('scopes limit what a key may do', async () => {
  const reader = await plantKey(base.db, userId, ['webhooks:read'])
  const writer = await plantKey(base.db, userId, ['webhooks:write'])
  expect((await call(all.GET, PATH, { as: reader })).status).toBe(200)
  expect((await create({}, { as: reader })).json).toMatchObject({ status: 403, scope: 'webhooks:write' })
  expect((await create({}, { as: writer })).status).toBe(201)
  expect((await call(all.GET, PATH, { as: writer })).json).toMatchObject({
    status: 403,
    scope: 'webhooks:read',
  })
})
