import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery } from '@/lib/http/present-webhook-delivery'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { sendTestEvent } from '@/lib/webhooks/send-test-event'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Answers with the delivery before it is attempted: how it went is read from the list. */
  POST: writeRoute({
    scope: 'webhooks:write',
    run: async ({ db, params, ...call }) => {
      const delivery = await sendTestEvent(db, { ...webhookCaller(call), endpointId: pathId(params) })
      return answer(202, presentWebhookDelivery(delivery))
    },
  }),
})
