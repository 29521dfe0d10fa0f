import { z } from 'zod'
import { appNow } from '@/db/now'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import {
  actedForField,
  DEFAULT_LIMIT,
  flagField,
  idCursorField,
  idField,
  integerField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { presentSubscription, subscriptionSchema } from '@/lib/http/present-subscription'
import { readRoute, writeRoute } from '@/lib/http/route'

const newSubscription = z.strictObject({
  tariff: idField,
  quantity: integerField(1, 1_000_000).default(1),
  name: textField(100).default(''),
  resume_on_top_up: flagField.default(true),
  user: actedForField,
})

const page = z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'subscriptions:read',
    describe: {
      id: 'listSubscriptions',
      summary: 'Subscriptions, newest first',
      tags: ['Subscriptions'],
      answers: { 200: pageOfSchema(subscriptionSchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listSubscriptions(db, {
        userId,
        asOf: await appNow(db),
        limit,
        cursor,
      })
      return answer(200, { data: rows.map(presentSubscription), next_cursor: nextCursor })
    },
  }),
  POST: writeRoute({
    scope: 'subscriptions:write',
    describe: {
      id: 'startSubscription',
      summary: 'Start a tariff',
      description: 'It is billed from this instant on, by the time it runs. It needs money in the wallet.',
      tags: ['Subscriptions'],
      answers: { 201: subscriptionSchema },
      errors: ['insufficient_funds', 'tariff_retired', 'conflict'],
      example: { body: { tariff: EXAMPLES.tariff, quantity: 2, name: 'web-1' } },
    },
    body: newSubscription,
    run: async ({ db, userId, input, effectKey, requestId }) => {
      const { tariff: tariffId, quantity, name, resume_on_top_up: resumesOnTopUp } = input
      const asOf = await appNow(db)
      const result = await startSubscription(db, {
        userId,
        tariffId,
        quantity,
        name,
        resumesOnTopUp,
        asOf,
        idempotencyKey: effectKey,
      })
      return result.ok
        ? answer(201, presentSubscription(result.subscription))
        : insufficientFunds(result.availableMinor, result.currency, requestId)
    },
  }),
})
