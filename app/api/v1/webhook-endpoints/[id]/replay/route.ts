import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery, webhookDeliverySchema } from '@/lib/http/present-webhook-delivery'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { replayEvent } from '@/lib/webhooks/replay-delivery'

const wish = z.strictObject({
  event: z.string('Send the id of an event.').max(40).describe('Its id in the feed.'),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'replayEvent',
      summary: 'Send an event to an endpoint',
      description: 'One that it did not hear of, such as while it was switched off, or one again.',
      tags: ['Webhooks'],
      answers: { 202: webhookDeliverySchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.webhookEndpoint }, body: { event: EXAMPLES.event } },
    },
    body: wish,
    run: async ({ db, params, input: { event }, ...call }) => {
      const delivery = await replayEvent(db, { ...webhookCaller(call), endpointId: pathId(params), event })
      return answer(202, presentWebhookDelivery(delivery))
    },
  }),
})
