import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField, currencyField, cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { presentStatementSummary, statementSummarySchema } from '@/lib/http/present-statement'
import { readRoute } from '@/lib/http/route'
import { listStatements } from '@/lib/statements/list-statements'

const query = z.strictObject({
  currency: currencyField.optional(),
  limit: limitField,
  cursor: cursorField,
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'listStatements',
      summary: 'Months in which something moved, newest first',
      tags: ['Balance'],
      answers: { 200: pageOfSchema(statementSummarySchema) },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB' } },
    },
    query,
    run: async ({ db, userId, input: { currency, limit = DEFAULT_LIMIT, cursor } }) => {
      const { rows, nextCursor } = await listStatements(db, { userId, currency, limit, cursor })
      return answer(200, { data: rows.map(presentStatementSummary), next_cursor: nextCursor })
    },
  }),
})
