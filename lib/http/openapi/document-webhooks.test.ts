import { expect, test } from 'vitest'
import { EVENT_TYPES, type EventType } from '@/lib/outbox/event'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import { ApiContract } from '@/lib/testing/api-contract'
import { webhookPayload } from '@/lib/webhooks/sign-event'
import { buildDocument } from './build-document'
import { schemaWriter } from './json-schema-of'
import type { JsonSchema } from './sent-as'

type Payload = JsonSchema & { required: string[]; properties: Record<string, JsonSchema> }
type Webhook = {
  post: { description: string; requestBody: { content: Record<string, { schema: Payload }> } }
}

const document = buildDocument({}, { apiUrl: 'https://pay.example/api/v1' })
const webhooks = document.webhooks as Record<string, Webhook>
const payloadOf = (type: EventType) => webhooks[type]!.post.requestBody.content['application/json']!.schema

test('every event that is told is a webhook of the document, and nothing else is', () => {
  expect(Object.keys(webhooks)).toEqual([...EVENT_TYPES])
  expect(Object.keys(webhooks).sort()).toEqual(Object.keys(EVENT_DATA).sort())
})

test.each(EVENT_TYPES)('%s is told with what it says', (type) => {
  const { properties, required } = payloadOf(type)
  expect(required.toSorted()).toEqual(['data', 'id', 'timestamp', 'type', 'user'])
  expect(properties.type).toMatchObject({ const: type })
  expect(properties.data).toEqual(schemaWriter().write(EVENT_DATA[type], 'output'))
  expect(Object.keys(properties.data?.properties ?? {})).toEqual(Object.keys(EVENT_DATA[type].shape))
  expect(webhooks[type]?.post.description).toBe(EVENT_DATA[type].description)
})

test('what is posted is what the document says, and no other event is', () => {
  const contract = new ApiContract({ ...document, $id: 'https://pay.example/openapi.json' })
  const allows = (type: EventType, value: unknown) => {
    const schema = JSON.parse(
      JSON.stringify(payloadOf(type)).replaceAll('"#/', '"https://pay.example/openapi.json#/'),
    )
    return contract.allows(schema, value)
  }
  const posted = webhookPayload({
    id: 4711n,
    type: 'subscription.suspended',
    userId: '0199a000-0000-7000-8000-000000000001',
    walletId: null,
    at: new Date('2026-03-01T00:00:00Z'),
    data: { subscription: '0199a000-0000-7000-8000-000000000003' },
  })
  expect(allows('subscription.suspended', posted)).toBe(true)
  expect(allows('subscription.suspended', { ...posted, new_field: 1 })).toBe(true)
  expect(allows('subscription.resumed', posted)).toBe(false)
  expect(allows('subscription.suspended', { ...posted, data: {} })).toBe(false)
})
