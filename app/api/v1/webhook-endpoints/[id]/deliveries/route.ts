import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField, DEFAULT_LIMIT, idCursorField, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery, webhookDeliverySchema } from '@/lib/http/present-webhook-delivery'
import { readRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { DELIVERY_STATUSES, listDeliveries } from '@/lib/webhooks/list-deliveries'

const filter = z.strictObject({
  status: z.enum(DELIVERY_STATUSES, `Send one of ${DELIVERY_STATUSES.join(', ')}.`).optional(),
  limit: limitField,
  cursor: idCursorField,
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'webhooks:read',
    describe: {
      id: 'listWebhookDeliveries',
      summary: 'What was sent to an endpoint, newest first',
      tags: ['Webhooks'],
      answers: { 200: pageOfSchema(webhookDeliverySchema) },
      errors: [],
      example: { params: { id: EXAMPLES.webhookEndpoint }, query: { status: 'pending' } },
    },
    query: filter,
    run: async ({ db, params, input, ...call }) => {
      const { status, limit = DEFAULT_LIMIT, cursor } = input
      const which = { ...webhookCaller(call), endpointId: pathId(params) }
      const { rows, nextCursor } = await listDeliveries(db, { ...which, status, limit, cursor })
      return answer(200, { data: rows.map(presentWebhookDelivery), next_cursor: nextCursor })
    },
  }),
})
