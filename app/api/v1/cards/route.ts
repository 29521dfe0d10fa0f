import { z } from 'zod'
import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { cardSchema, cardSetupSchema, presentCard, presentCardSetup } from '@/lib/http/present-card'
import { returnUrlField } from '@/lib/http/return-url-field'
import { readRoute, writeRoute } from '@/lib/http/route'
import { listCards } from '@/lib/payments/cards/card'
import { createCardSetup } from '@/lib/payments/cards/create-card-setup'
import { syncOpenSetups } from '@/lib/payments/cards/sync-open-setups'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'listCards',
      summary: 'Saved cards',
      tags: ['Payments'],
      answers: { 200: z.strictObject({ data: z.array(cardSchema) }) },
      errors: [],
      example: {},
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId }) => {
      await syncOpenSetups(db, { userId })
      const asOf = await appNow(db)
      const cards = await listCards(db, { userId })
      return answer(200, { data: cards.map((card) => presentCard(card, asOf)) })
    },
  }),
  POST: writeRoute({
    scope: 'payments:write',
    describe: {
      id: 'createCardSetup',
      summary: 'Save a card',
      description: 'Send its user to `setup_url`; the card is entered there, and saved by Stripe.',
      tags: ['Payments'],
      answers: { 201: cardSetupSchema },
      errors: ['conflict'],
      example: { body: { return_url: 'https://shop.example/cards' } },
    },
    body: z.strictObject({ return_url: returnUrlField.optional(), user: actedForField }),
    run: async ({ db, userId, input, effectKey }) => {
      const setup = await createCardSetup(db, {
        userId,
        returnUrl: input.return_url,
        idempotencyKey: effectKey,
      })
      return answer(201, presentCardSetup(setup))
    },
  }),
})
