import { z } from 'zod'
import { appNow } from '@/db/now'
import { changeSubscription } from '@/lib/billing/change-subscription'
import { stopSubscription } from '@/lib/billing/stop-subscription'
import { readSubscription } from '@/lib/billing/subscription'
import { AppError } from '@/lib/errors'
import { answer, refusal } from '@/lib/http/answer'
import { actedForField, idField, integerField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentSubscription } from '@/lib/http/present-subscription'
import { readRoute, writeRoute } from '@/lib/http/route'

const change = z
  .strictObject({
    tariff: idField.optional(),
    quantity: integerField(1, 1_000_000).optional(),
    name: textField(100).optional(),
    user: actedForField,
  })
  .refine(
    ({ tariff, quantity, name }) => [tariff, quantity, name].some((given) => given !== undefined),
    'Say what to change: tariff, quantity or name.',
  )

/** A refusal that is an answer: what was settled on the way to it stays. */
const stopped = () => new AppError('not_found', 'This subscription was stopped; start a new one.')

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
      const { tariff: tariffId, quantity, name } = input
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const subscription = await changeSubscription(db, { ...wish, tariffId, quantity, name })
      return subscription ? answer(200, presentSubscription(subscription)) : refusal(stopped(), requestId)
    },
  }),
  DELETE: writeRoute({
    scope: 'subscriptions:write',
    run: async ({ db, userId, params, requestId }) => {
      const wish = { userId, subscriptionId: pathId(params), asOf: await appNow(db) }
      const subscription = await stopSubscription(db, wish)
      return subscription ? answer(200, presentSubscription(subscription)) : refusal(stopped(), requestId)
    },
  }),
})
