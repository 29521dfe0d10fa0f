import { z } from 'zod'
import type { Database } from '@/db/client'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { actedForField, amountField, idField, instantField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentRecurringPayment, recurringPaymentSchema } from '@/lib/http/present-recurring-payment'
import { effectRoute, readRoute } from '@/lib/http/route'
import { changeRecurringPayment } from '@/lib/payments/recurring/change-recurring-payment'
import { readRecurringPayment } from '@/lib/payments/recurring/recurring-payment'
import { withOpenPayments } from '@/lib/payments/recurring/with-open-payments'

const change = z
  .strictObject({
    value: amountField.optional(),
    interval: z.enum(['week', 'month'], 'Send "week" or "month".').optional(),
    next_payment_at: instantField.optional(),
    card: idField.optional(),
    description: textField(255).optional(),
    status: z.enum(['active', 'paused'], 'Send "active" or "paused".').optional(),
    user: actedForField,
  })
  .refine(
    ({ user: _user, ...given }) => Object.values(given).some((value) => value !== undefined),
    'Say what to change: value, interval, next_payment_at, card, description or status.',
  )

async function answerOne(db: Database, wish: { userId: string; recurringPaymentId: string }) {
  const [standing] = await withOpenPayments(db, [await readRecurringPayment(db, wish)])
  return answer(200, standing ? presentRecurringPayment(standing.recurring, standing.open) : null)
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'getRecurringPayment',
      summary: 'One recurring payment',
      tags: ['Payments'],
      answers: { 200: recurringPaymentSchema },
      errors: [],
      example: { params: { id: EXAMPLES.recurringPayment } },
    },
    query: z.strictObject({ user: actedForField }),
    run: ({ db, userId, params }) => answerOne(db, { userId, recurringPaymentId: pathId(params) }),
  }),
  PATCH: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'changeRecurringPayment',
      summary: 'Change, pause or resume a recurring payment',
      tags: ['Payments'],
      answers: { 200: recurringPaymentSchema },
      errors: ['invalid_amount', 'amount_too_small', 'amount_too_large', 'conflict'],
      example: { params: { id: EXAMPLES.recurringPayment }, body: { value: '1500.00' } },
    },
    body: change,
    run: async ({ db, userId, params, caller, input }) => {
      const wish = { userId, recurringPaymentId: pathId(params) }
      const { currency } = await readRecurringPayment(db, wish)
      await changeRecurringPayment(db, {
        ...wish,
        actor: caller.actor,
        change: {
          amountMinor: input.value === undefined ? undefined : positiveAmount(input.value, currency),
          interval: input.interval,
          nextDueAt: input.next_payment_at,
          cardId: input.card,
          description: input.description,
          status: input.status,
        },
      })
      return answerOne(db, wish)
    },
  }),
  DELETE: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'endRecurringPayment',
      summary: 'End a recurring payment',
      tags: ['Payments'],
      answers: { 200: recurringPaymentSchema },
      errors: ['conflict'],
      example: { params: { id: EXAMPLES.recurringPayment } },
    },
    run: async ({ db, userId, params, caller }) => {
      const wish = { userId, recurringPaymentId: pathId(params) }
      await changeRecurringPayment(db, { ...wish, actor: caller.actor, change: { status: 'ended' } })
      return answerOne(db, wish)
    },
  }),
})
