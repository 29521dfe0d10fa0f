import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery, webhookDeliverySchema } from '@/lib/http/present-webhook-delivery'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { replayDelivery } from '@/lib/webhooks/replay-delivery'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'replayDelivery',
      summary: 'Send a delivery again',
      tags: ['Webhooks'],
      answers: { 202: webhookDeliverySchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.webhookEndpoint, deliveryId: EXAMPLES.webhookDelivery } },
    },
    run: async ({ db, params, ...call }) => {
      const which = { ...webhookCaller(call), endpointId: pathId(params) }
      const delivery = await replayDelivery(db, { ...which, deliveryId: pathId(params, 'deliveryId') })
      return answer(202, presentWebhookDelivery(delivery))
    },
  }),
})
