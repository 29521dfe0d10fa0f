import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { createEndpoint } from './create-endpoint'
import { MAX_ENDPOINTS } from './endpoint-fields'
import { plantEndpoint, plantEvent } from './plant-endpoint.fixture'
import { revealSecret } from './reveal-secret'

let database: TestDatabase
let endpointId: string
let eventId: string
let userId: string
let secret: string

beforeAll(async () => {
  database = await createTestDatabase()
  userId = await plantUser(database.db)
  const planted = await plantEndpoint(database.db, { userId, url: 'https://example.com/' })
  endpointId = planted.endpoint.id
  secret = planted.secret
  eventId = await plantEvent(database.db, { userId })
})
afterAll(() => database.close())

const DELIVERY = 'insert into webhook_deliveries (endpoint_id, event_id, '

test.each([
  [
    'webhook_deliveries_status_known',
    () => `${DELIVERY} status) values ('${endpointId}', ${eventId}, 'lost')`,
  ],
  [
    'webhook_deliveries_delivered',
    () => `${DELIVERY} status) values ('${endpointId}', ${eventId}, 'delivered')`,
  ],
  [
    'webhook_deliveries_held_is_pending',
    () => `${DELIVERY} status, holder) values ('${endpointId}', ${eventId}, 'failed', 'x')`,
  ],
  [
    'webhook_deliveries_attempts_counted',
    () => `${DELIVERY} attempts) values ('${endpointId}', ${eventId}, -1)`,
  ],
  [
    'webhook_deliveries_once',
    () =>
      `${DELIVERY} status) values ('${endpointId}', ${eventId}, 'failed'), ('${endpointId}', ${eventId}, 'failed')`,
  ],
  [
    'webhook_deliveries_event_id_outbox_id_fk',
    () => `${DELIVERY} status) values ('${endpointId}', 99999, 'failed')`,
  ],
  ['webhook_endpoints_audience_known', () => `update webhook_endpoints set audience = 'world'`],
  ['webhook_endpoints_off_for_a_reason', () => 'update webhook_endpoints set enabled = false'],
  ['webhook_endpoints_deleted_is_off', () => 'update webhook_endpoints set deleted_at = now()'],
  [
    'webhook_secrets_one_stays',
    () => `insert into webhook_secrets (endpoint_id, sealed) values ('${endpointId}', 'x')`,
  ],
])('the database refuses by %s', async (constraint, statement) => {
  await expect(database.owner.unsafe(statement())).rejects.toMatchObject({ constraint_name: constraint })
})

test.each(['webhook_endpoints', 'webhook_deliveries'])('the app may not delete from %s', async (table) => {
  await expect(database.db.execute(sql.raw(`delete from ${table}`))).rejects.toMatchObject({
    cause: { code: '42501' },
  })
})

test('a secret is stored sealed, and shown again to its owner alone, on record', async () => {
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  const [row] = await database.owner`select sealed from webhook_secrets`
  expect(row?.sealed).not.toContain(secret.slice(6))
  const who = { userId, isOperator: false, actor: `user:${userId}`, endpointId }
  expect(await revealSecret(database.db, who)).toBe(secret)
  const [audit] = await database.owner`select action, details from audit_log order by id desc limit 1`
  expect(audit).toEqual({ action: 'webhook_endpoint.secret_revealed', details: {} })
  const stranger = { ...who, userId: await plantUser(database.db), isOperator: true }
  await expect(revealSecret(database.db, stranger)).rejects.toMatchObject({ code: 'not_found' })
})

test('all at once, no more than so many endpoints are made', async () => {
  const { db } = database
  const owner = await plantUser(db)
  const one = {
    userId: owner,
    isOperator: false,
    actor: 'test',
    url: 'https://example.com/',
    description: '',
  }
  const made = await Promise.allSettled(
    Array.from({ length: MAX_ENDPOINTS + 4 }, () =>
      db.transaction((tx) => createEndpoint(tx, { ...one, audience: 'user', eventTypes: [] })),
    ),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(MAX_ENDPOINTS)
  const operator = { ...one, audience: 'operator' as const, eventTypes: [] }
  await expect(createEndpoint(db, operator)).rejects.toMatchObject({ code: 'forbidden' })
})
