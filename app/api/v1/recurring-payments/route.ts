import { z } from 'zod'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import {
  actedForField,
  amountField,
  currencyField,
  DEFAULT_LIMIT,
  idCursorField,
  idField,
  instantField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { presentRecurringPayment, recurringPaymentSchema } from '@/lib/http/present-recurring-payment'
import { readRoute, writeRoute } from '@/lib/http/route'
import { createRecurringPayment } from '@/lib/payments/recurring/create-recurring-payment'
import { listRecurringPayments } from '@/lib/payments/recurring/recurring-payment'
import { withOpenPayments } from '@/lib/payments/recurring/with-open-payments'

const newRecurring = z.strictObject({
  value: amountField,
  currency: currencyField,
  interval: z.enum(['week', 'month'], 'Send "week" or "month".'),
  starts_at: instantField.optional(),
  card: idField.optional(),
  description: textField(255).default('Recurring top-up'),
  user: actedForField,
})

const page = z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'listRecurringPayments',
      summary: 'Recurring payments, newest first',
      tags: ['Payments'],
      answers: { 200: pageOfSchema(recurringPaymentSchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listRecurringPayments(db, { userId, limit, cursor })
      const standings = await withOpenPayments(db, rows)
      return answer(200, {
        data: standings.map(({ recurring, open }) => presentRecurringPayment(recurring, open)),
        next_cursor: nextCursor,
      })
    },
  }),
  POST: writeRoute({
    scope: 'payments:write',
    describe: {
      id: 'createRecurringPayment',
      summary: 'Charge a saved card every week or month',
      tags: ['Payments'],
      answers: { 201: recurringPaymentSchema },
      errors: ['invalid_amount', 'invalid_currency', 'amount_too_small', 'amount_too_large', 'conflict'],
      example: { body: { value: '1000.00', currency: 'RUB', interval: 'month' } },
    },
    body: newRecurring,
    run: async ({ db, userId, caller, input, effectKey }) => {
      const recurring = await createRecurringPayment(db, {
        userId,
        actor: caller.actor,
        amountMinor: positiveAmount(input.value, input.currency),
        currency: input.currency,
        description: input.description,
        interval: input.interval,
        startsAt: input.starts_at,
        cardId: input.card,
        idempotencyKey: effectKey,
      })
      return answer(201, presentRecurringPayment(recurring, null))
    },
  }),
})
