import { z } from 'zod'
import { secretAnswer } from '@/lib/http/answer'
import { actedForField, integerField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { newWebhookEndpointSchema, presentWebhookEndpoint } from '@/lib/http/present-webhook-endpoint'
import { writeRoute } from '@/lib/http/route'
import { webhookCaller } from '@/lib/http/webhook-caller'
import { DEFAULT_OVERLAP_HOURS, MAX_OVERLAP_HOURS, rotateSecret } from '@/lib/webhooks/rotate-secret'
import { readWebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'

const rotation = z.strictObject({
  overlap_hours: integerField(0, MAX_OVERLAP_HOURS)
    .default(DEFAULT_OVERLAP_HOURS)
    .meta({ description: 'For so long the old secret signs as well; 0 ends it at once.' }),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'webhooks:write',
    describe: {
      id: 'rotateWebhookSecret',
      summary: 'Give a webhook endpoint a new secret',
      tags: ['Webhooks'],
      answers: { 200: newWebhookEndpointSchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.webhookEndpoint }, body: { overlap_hours: 24 } },
    },
    body: rotation,
    mayBeEmpty: true,
    run: async ({ db, params, input, ...call }) => {
      const which = { ...webhookCaller(call), endpointId: pathId(params) }
      const secret = await rotateSecret(db, { ...which, overlapHours: input.overlap_hours })
      return secretAnswer(200, presentWebhookEndpoint(await readWebhookEndpoint(db, which)), { secret })
    },
  }),
})
