import { z } from 'zod'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import {
  actedForField,
  amountField,
  currencyField,
  DEFAULT_LIMIT,
  flagField,
  idCursorField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { metadataField } from '@/lib/http/metadata-field'
import { methods } from '@/lib/http/methods'
import { paymentSchema, presentPayment } from '@/lib/http/present-payment'
import { returnUrlField } from '@/lib/http/return-url-field'
import { effectRoute, readRoute } from '@/lib/http/route'
import { createPayment } from '@/lib/payments/create-payment'
import { listPayments } from '@/lib/payments/list-payments'

const newPayment = z.strictObject({
  value: amountField,
  currency: currencyField,
  description: textField(255).default(''),
  return_url: returnUrlField.optional(),
  metadata: metadataField,
  save_card: flagField.default(false),
  user: actedForField,
})

const page = z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'listPayments',
      summary: 'Payments, newest first',
      tags: ['Payments'],
      answers: { 200: pageOfSchema(paymentSchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listPayments(db, { userId, limit, cursor })
      return answer(200, { data: rows.map(presentPayment), next_cursor: nextCursor })
    },
  }),
  POST: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'createPayment',
      summary: 'Ask for money',
      description: 'Send the payer to `confirmation_url`. The wallet is credited once the money is there.',
      tags: ['Payments'],
      answers: { 201: paymentSchema },
      errors: [
        'invalid_amount',
        'invalid_currency',
        'amount_too_small',
        'amount_too_large',
        'daily_limit_exceeded',
        'conflict',
        'provider_unavailable',
      ],
      example: {
        body: {
          value: '1342.00',
          currency: 'RUB',
          description: 'Top-up of the account',
          return_url: 'https://shop.example/thanks',
          metadata: { order: '42' },
        },
      },
    },
    body: newPayment,
    run: async ({ db, userId, input, effectKey }) => {
      const payment = await createPayment(db, {
        userId,
        amountMinor: positiveAmount(input.value, input.currency),
        currency: input.currency,
        description: input.description,
        returnUrl: input.return_url,
        metadata: input.metadata,
        savesCard: input.save_card,
        idempotencyKey: effectKey,
      })
      return answer(201, presentPayment(payment))
    },
  }),
})
