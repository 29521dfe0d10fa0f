import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField, DEFAULT_LIMIT, idCursorField, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentTurn, turnSchema } from '@/lib/http/present-recurring-payment'
import { readRoute } from '@/lib/http/route'
import { listTurns } from '@/lib/payments/recurring/list-turns'
import { readRecurringPayment } from '@/lib/payments/recurring/recurring-payment'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'listRecurringTurns',
      summary: 'What a recurring payment came to, newest first',
      tags: ['Payments'],
      answers: { 200: pageOfSchema(turnSchema) },
      errors: [],
      example: { params: { id: EXAMPLES.recurringPayment } },
    },
    query: z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField }),
    run: async ({ db, userId, params, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { id: recurringPaymentId } = await readRecurringPayment(db, {
        userId,
        recurringPaymentId: pathId(params),
      })
      const { rows, nextCursor } = await listTurns(db, { recurringPaymentId, limit, cursor })
      return answer(200, { data: rows.map(presentTurn), next_cursor: nextCursor })
    },
  }),
})
