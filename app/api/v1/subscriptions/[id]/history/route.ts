import { z } from 'zod'
import { appNow } from '@/db/now'
import { listSubscriptionChanges } from '@/lib/billing/subscriptions/list-subscription-changes'
import { readSubscription } from '@/lib/billing/subscriptions/subscription'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField, cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentSubscriptionChange, subscriptionChangeSchema } from '@/lib/http/present-subscription-change'
import { readRoute } from '@/lib/http/route'

const page = z.strictObject({ limit: limitField, cursor: cursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'subscriptions:read',
    describe: {
      id: 'listSubscriptionChanges',
      summary: 'What happened to a subscription, newest first',
      tags: ['Subscriptions'],
      answers: { 200: pageOfSchema(subscriptionChangeSchema) },
      errors: [],
      example: { params: { id: EXAMPLES.subscription }, query: { limit: '10' } },
    },
    query: page,
    run: async ({ db, userId, params, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const subscriptionId = pathId(params)
      const { currency } = await readSubscription(db, { userId, subscriptionId, asOf: await appNow(db) })
      const { rows, nextCursor } = await listSubscriptionChanges(db, { subscriptionId, limit, cursor })
      const data = rows.map((row) => presentSubscriptionChange(row, currency))
      return answer(200, { data, next_cursor: nextCursor })
    },
  }),
})
