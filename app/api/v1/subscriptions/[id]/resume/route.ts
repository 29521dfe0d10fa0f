import { appNow } from '@/db/now'
import { resumeSubscription } from '@/lib/billing/resume-subscription'
import { answer } from '@/lib/http/answer'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentSubscription } from '@/lib/http/present-subscription'
import { writeRoute } from '@/lib/http/route'
import { stoppedSubscription } from '@/lib/http/stopped-subscription'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'subscriptions:write',
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
