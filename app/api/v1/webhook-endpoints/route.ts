import { z } from 'zod'
import { answer, secretAnswer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import {
  newWebhookEndpointSchema,
  presentWebhookEndpoint,
  webhookEndpointSchema,
} from '@/lib/http/present-webhook-endpoint'
import { readRoute, writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { endpointFields } from '@/lib/webhooks/endpoint-fields'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'

const audience = z.enum(['user', 'operator'], 'Send user or operator.').default('user')

const filter = z.strictObject({ audience, user: actedForField })

const newEndpoint = z.strictObject({
  url: endpointFields.url,
  description: endpointFields.description.default(''),
  events: endpointFields.events.default([]),
  audience: audience.meta({ description: "`operator`: it hears of everyone's events. For operators." }),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'webhooks:read',
    describe: {
      id: 'listWebhookEndpoints',
      summary: 'Webhook endpoints',
      description: 'All of them: there are at most sixteen.',
      tags: ['Webhooks'],
      answers: { 200: pageOfSchema(webhookEndpointSchema) },
      errors: [],
      example: { query: { audience: 'user' } },
    },
    query: filter,
    run: async ({ db, input, ...call }) => {
      const rows = await listEndpoints(db, { ...webhookCaller(call), audience: input.audience })
      return answer(200, { data: rows.map(presentWebhookEndpoint), next_cursor: null })
    },
  }),
  POST: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'createWebhookEndpoint',
      summary: 'Have events posted to you',
      tags: ['Webhooks'],
      answers: { 201: newWebhookEndpointSchema },
      errors: ['conflict'],
      example: {
        body: { url: 'https://shop.example/webhooks', events: ['payment.succeeded', 'balance.low'] },
      },
    },
    body: newEndpoint,
    run: async ({ db, input, ...call }) => {
      const { url, description, events: eventTypes, audience } = input
      const wish = { ...webhookCaller(call), url, description, eventTypes, audience }
      const { endpoint, secret } = await createEndpoint(db, wish)
      return secretAnswer(201, presentWebhookEndpoint(endpoint), { secret })
    },
  }),
})
