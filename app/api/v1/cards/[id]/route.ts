import { z } from 'zod'
import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { cardSchema, presentCard, removedCardSchema } from '@/lib/http/present-card'
import { effectRoute, readRoute, writeRoute } from '@/lib/http/route'
import { readCard } from '@/lib/payments/cards/card'
import { removeCard } from '@/lib/payments/cards/remove-card'
import { setDefaultCard } from '@/lib/payments/cards/set-default-card'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'getCard',
      summary: 'One saved card',
      tags: ['Payments'],
      answers: { 200: cardSchema },
      errors: [],
      example: { params: { id: EXAMPLES.card } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) => {
      const card = await readCard(db, { userId, cardId: pathId(params) })
      return answer(200, presentCard(card, await appNow(db)))
    },
  }),
  PATCH: writeRoute({
    scope: 'payments:write',
    describe: {
      id: 'makeCardDefault',
      summary: 'Make a card the default',
      tags: ['Payments'],
      answers: { 200: cardSchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.card }, body: { default: true } },
    },
    body: z.strictObject({
      default: z.literal(true, 'Send true: another card becomes the default by being made it.'),
      user: actedForField,
    }),
    run: async ({ db, userId, params }) => {
      const card = await setDefaultCard(db, { userId, cardId: pathId(params) })
      return answer(200, presentCard(card, await appNow(db)))
    },
  }),
  DELETE: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'removeCard',
      summary: 'Remove a card',
      description: 'For good. What is charged to it by itself stands still from then on.',
      tags: ['Payments'],
      answers: { 200: removedCardSchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.card } },
    },
    run: async ({ db, userId, params, caller }) => {
      const cardId = pathId(params)
      await removeCard(db, { userId, cardId, actor: caller.actor })
      return answer(200, { id: cardId, removed: true })
    },
  }),
})
