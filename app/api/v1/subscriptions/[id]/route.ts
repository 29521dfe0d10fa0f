import { z } from 'zod'
import { appNow } from '@/db/now'
import { changeSubscription } from '@/lib/billing/change-subscription'
import { stopSubscription } from '@/lib/billing/stop-subscription'
import { readSubscription } from '@/lib/billing/subscription'
import { answer } from '@/lib/http/answer'
import { actedForField, flagField, idField, integerField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentSubscription } from '@/lib/http/present-subscription'
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
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) => {
      const subscriptionId = pathId(params)
      const subscription = await readSubscription(db, { userId, subscriptionId, asOf: await appNow(db) })
      return answer(200, presentSubscription(subscription))
    },
  }),
  PATCH: writeRoute({
    scope: 'subscriptions:write',
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
    run: async ({ db, userId, params, requestId }) => {
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const subscription = await stopSubscription(db, wish)
      return subscription ? answer(200, presentSubscription(subscription)) : stoppedSubscription(requestId)
    },
  }),
})
