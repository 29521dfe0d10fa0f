import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentWebhookDelivery } from '@/lib/http/present-webhook-delivery'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { replayEvent } from '@/lib/webhooks/replay-delivery'

const wish = z.strictObject({
  /** Its id in the feed. */
  event: z.string('Send the id of an event.').max(40),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Sends an event that the endpoint did not hear of, such as while it was switched off, or sends it again. */
  POST: writeRoute({
    scope: 'webhooks:write',
    body: wish,
    run: async ({ db, params, input: { event }, ...call }) => {
      const delivery = await replayEvent(db, { ...webhookCaller(call), endpointId: pathId(params), event })
      return answer(202, presentWebhookDelivery(delivery))
    },
  }),
})
