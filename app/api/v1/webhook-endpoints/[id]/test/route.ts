import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery, webhookDeliverySchema } from '@/lib/http/present-webhook-delivery'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { sendTestEvent } from '@/lib/webhooks/send-test-event'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'sendTestEvent',
      summary: 'Send a test to an endpoint',
      description: 'Answers with the delivery before it is attempted: how it went is read from the list.',
      tags: ['Webhooks'],
      answers: { 202: webhookDeliverySchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.webhookEndpoint } },
    },
    run: async ({ db, params, ...call }) => {
      const delivery = await sendTestEvent(db, { ...webhookCaller(call), endpointId: pathId(params) })
      return answer(202, presentWebhookDelivery(delivery))
    },
  }),
})
