import { z } from 'zod'
import { appNow } from '@/db/now'
import { previewChange } from '@/lib/billing/subscriptions/preview-change'
import { previewResume } from '@/lib/billing/subscriptions/preview-resume'
import { previewStop } from '@/lib/billing/subscriptions/preview-stop'
import { answer } from '@/lib/http/answer'
import { actedForField, idField, integerField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentPreview, previewSchema } from '@/lib/http/present-subscription-preview'
import { writeRoute } from '@/lib/http/route'
import { stoppedSubscription } from '@/lib/http/stopped-subscription'

const change = z
  .strictObject({
    action: z.enum(['change', 'resume', 'stop'], 'Send "change", "resume" or "stop".').default('change'),
    tariff: idField.optional(),
    quantity: integerField(1, 1_000_000).optional(),
    user: actedForField,
  })
  .refine(
    ({ action, tariff, quantity }) =>
      (action === 'change') === (tariff !== undefined || quantity !== undefined),
    'Say what to change: tariff or quantity; to resume and to stop take neither.',
  )

/** Asks what a change would come to. It is a POST for its body; nothing is changed or charged. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'subscriptions:read',
    describe: {
      id: 'previewSubscriptionChange',
      summary: 'What a change, a resumption or a stop will come to',
      description: 'Nothing is changed or charged.',
      tags: ['Subscriptions'],
      answers: { 200: previewSchema },
      errors: ['tariff_retired', 'conflict'],
      example: { params: { id: EXAMPLES.subscription }, body: { action: 'change', quantity: 3 } },
    },
    body: change,
    run: async ({ db, userId, params, input, requestId }) => {
      const { action, tariff: tariffId, quantity } = input
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const foresee = {
        change: () => previewChange(db, { ...wish, tariffId, quantity }),
        resume: () => previewResume(db, wish),
        stop: () => previewStop(db, wish),
      }
      const preview = await foresee[action]()
      return preview ? answer(200, presentPreview(preview)) : stoppedSubscription(requestId)
    },
  }),
})
