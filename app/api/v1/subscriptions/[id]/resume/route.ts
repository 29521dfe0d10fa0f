import { appNow } from '@/db/now'
import { resumeSubscription } from '@/lib/billing/subscriptions/resume-subscription'
import { answer } from '@/lib/http/answer'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentSubscription, subscriptionSchema } from '@/lib/http/present-subscription'
import { writeRoute } from '@/lib/http/route'
import { stoppedSubscription } from '@/lib/http/stopped-subscription'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'subscriptions:write',
    describe: {
      id: 'resumeSubscription',
      summary: 'Resume a suspended subscription',
      description: 'The time it stood still is not charged. One that runs is left as it is.',
      tags: ['Subscriptions'],
      answers: { 200: subscriptionSchema },
      errors: ['insufficient_funds'],
      example: { params: { id: EXAMPLES.subscription } },
    },
    run: async ({ db, userId, params, requestId }) => {
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const result = await resumeSubscription(db, wish)
      if (result === null) return stoppedSubscription(requestId)
      return result.ok
        ? answer(200, presentSubscription(result.subscription))
        : insufficientFunds(result.availableMinor, result.currency, requestId)
    },
  }),
})
