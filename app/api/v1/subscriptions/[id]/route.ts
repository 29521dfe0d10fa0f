import { z } from 'zod'
import { appNow } from '@/db/now'
import { changeSubscription } from '@/lib/billing/subscriptions/change-subscription'
import { stopSubscription } from '@/lib/billing/subscriptions/stop-subscription'
import { readSubscription } from '@/lib/billing/subscriptions/subscription'
import { answer } from '@/lib/http/answer'
import { actedForField, flagField, idField, integerField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentSubscription, subscriptionSchema } from '@/lib/http/present-subscription'
import { readRoute, writeRoute } from '@/lib/http/route'
import { stoppedSubscription } from '@/lib/http/stopped-subscription'

const change = z
  .strictObject({
    tariff: idField.optional(),
    quantity: integerField(1, 1_000_000).optional(),
    name: textField(100).optional(),
    resume_on_top_up: flagField.optional(),
    user: actedForField,
  })
  .refine(
    ({ user: _user, ...given }) => Object.values(given).some((value) => value !== undefined),
    'Say what to change: tariff, quantity, name or resume_on_top_up.',
  )

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'subscriptions:read',
    describe: {
      id: 'getSubscription',
      summary: 'One subscription',
      tags: ['Subscriptions'],
      answers: { 200: subscriptionSchema },
      errors: [],
      example: { params: { id: EXAMPLES.subscription } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) => {
      const subscriptionId = pathId(params)
      const subscription = await readSubscription(db, { userId, subscriptionId, asOf: await appNow(db) })
      return answer(200, presentSubscription(subscription))
    },
  }),
  PATCH: writeRoute({
    scope: 'subscriptions:write',
    describe: {
      id: 'changeSubscription',
      summary: 'Change tariff, quantity, name or what a top-up does',
      description:
        'Usage up to now is settled at the old price. While suspended it takes the new one when it resumes.',
      tags: ['Subscriptions'],
      answers: { 200: subscriptionSchema },
      errors: ['tariff_retired', 'conflict'],
      example: { params: { id: EXAMPLES.subscription }, body: { quantity: 3 } },
    },
    body: change,
    run: async ({ db, userId, params, input, requestId }) => {
      const { tariff: tariffId, quantity, name, resume_on_top_up: resumesOnTopUp } = input
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const subscription = await changeSubscription(db, { ...wish, tariffId, quantity, name, resumesOnTopUp })
      return subscription ? answer(200, presentSubscription(subscription)) : stoppedSubscription(requestId)
    },
  }),
  DELETE: writeRoute({
    scope: 'subscriptions:write',
    describe: {
      id: 'stopSubscription',
      summary: 'Stop a subscription for good',
      description: 'Usage up to now is settled.',
      tags: ['Subscriptions'],
      answers: { 200: subscriptionSchema },
      errors: [],
      example: { params: { id: EXAMPLES.subscription } },
    },
    run: async ({ db, userId, params, requestId }) => {
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const subscription = await stopSubscription(db, wish)
      return subscription ? answer(200, presentSubscription(subscription)) : stoppedSubscription(requestId)
    },
  }),
})
