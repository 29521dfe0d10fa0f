import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { idText } from '@/lib/http/answer-fields'
import { actedForField, flagField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookEndpoint, webhookEndpointSchema } from '@/lib/http/present-webhook-endpoint'
import { readRoute, writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { changeEndpoint, deleteEndpoint } from '@/lib/webhooks/change-endpoint'
import { endpointFields } from '@/lib/webhooks/endpoint-fields'
import { readWebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'

const change = z
  .strictObject({
    url: endpointFields.url.optional(),
    description: endpointFields.description.optional(),
    events: endpointFields.events.optional(),
    enabled: flagField.optional(),
    user: actedForField,
  })
  .refine(
    ({ user: _user, ...given }) => Object.values(given).some((value) => value !== undefined),
    'Say what to change: url, description, events or enabled.',
  )

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'webhooks:read',
    describe: {
      id: 'getWebhookEndpoint',
      summary: 'One webhook endpoint',
      tags: ['Webhooks'],
      answers: { 200: webhookEndpointSchema },
      errors: [],
      example: { params: { id: EXAMPLES.webhookEndpoint } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, params, ...call }) => {
      const which = { ...webhookCaller(call), endpointId: pathId(params) }
      return answer(200, presentWebhookEndpoint(await readWebhookEndpoint(db, which)))
    },
  }),
  PATCH: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'changeWebhookEndpoint',
      summary: 'Change a webhook endpoint, or switch it off or on',
      tags: ['Webhooks'],
      answers: { 200: webhookEndpointSchema },
      errors: [],
      example: { params: { id: EXAMPLES.webhookEndpoint }, body: { events: ['*'], enabled: true } },
    },
    body: change,
    run: async ({ db, params, input, ...call }) => {
      const { url, description, events: eventTypes, enabled } = input
      const which = { ...webhookCaller(call), endpointId: pathId(params) }
      const endpoint = await changeEndpoint(db, { ...which, url, description, eventTypes, enabled })
      return answer(200, presentWebhookEndpoint(endpoint))
    },
  }),
  DELETE: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'deleteWebhookEndpoint',
      summary: 'Delete a webhook endpoint',
      description: 'What is still to be sent to it is called off.',
      tags: ['Webhooks'],
      answers: { 200: z.strictObject({ id: idText, deleted: z.literal(true) }) },
      errors: [],
      example: { params: { id: EXAMPLES.webhookEndpoint } },
    },
    run: async ({ db, params, ...call }) => {
      const id = pathId(params)
      await deleteEndpoint(db, { ...webhookCaller(call), endpointId: id })
      return answer(200, { id, deleted: true })
    },
  }),
})
