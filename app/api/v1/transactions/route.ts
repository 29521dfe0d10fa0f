import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { byteStream } from '@/lib/http/byte-stream'
import type { Caller } from '@/lib/http/caller'
import {
  actedForField,
  currencyField,
  cursorField,
  DEFAULT_LIMIT,
  instantField,
  limitField,
} from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { presentTransaction, transactionSchema } from '@/lib/http/present-transaction'
import { readRoute } from '@/lib/http/route'
import { exportTransactions, transactionsCsv } from '@/lib/http/transactions-csv'
import { listTransactions } from '@/lib/ledger/list-transactions'
import { listWholeLog } from '@/lib/ledger/list-whole-log'
import { TRANSACTION_TYPES } from '@/lib/ledger/transaction-type'

const filter = z.strictObject({
  currency: currencyField.optional(),
  type: z.enum(TRANSACTION_TYPES, `Send one of ${TRANSACTION_TYPES.join(', ')}.`).optional(),
  from: instantField.optional(),
  to: instantField.optional(),
  limit: limitField,
  cursor: cursorField,
  format: z.enum(['json', 'csv'], 'Send json or csv.').optional(),
  user: actedForField,
  users: z
    .literal('all', 'Send all.')
    .meta({ description: 'For an operator: the log of all users.' })
    .optional(),
})

const CSV_HEADERS = {
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': 'attachment; filename="transactions.csv"',
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'listTransactions',
      summary: 'The log of all movements, newest first',
      description:
        'As CSV with `format=csv` or `Accept: text/csv`: without `limit` and `cursor` the whole log, else a page, whose next cursor is the header `X-Next-Cursor`. An operator may ask for the log of all users with `users=all`.',
      tags: ['Balance'],
      answers: { 200: pageOfSchema(transactionSchema) },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB', type: 'bonus', limit: '10' } },
      alsoAs: ['text/csv'],
    },
    query: filter,
    run: async ({ db, caller, userId, input, request }) => {
      const { format, limit, cursor, user, users, ...wanted } = input
      const asCsv = format ? format === 'csv' : /\btext\/csv\b/i.test(request.headers.get('accept') ?? '')
      if (users === 'all') {
        requireOperator(caller)
        if (user !== undefined) throw refused('user', 'Name one user, or ask for all users.')
        if (asCsv) throw refused('format', 'A CSV is the log of one user.')
        const page = await listWholeLog(db, { ...wanted, limit: limit ?? DEFAULT_LIMIT, cursor })
        return answer(200, { data: page.rows.map(presentTransaction), next_cursor: page.nextCursor })
      }
      const query = { ...wanted, userId }
      // A CSV without a page asked for is all of it.
      if (asCsv && limit === undefined && cursor === undefined) {
        return new Response(byteStream(exportTransactions(db, query)), { headers: CSV_HEADERS })
      }
      const { rows, nextCursor } = await listTransactions(db, {
        ...query,
        limit: limit ?? DEFAULT_LIMIT,
        cursor,
      })
      if (!asCsv) return answer(200, { data: rows.map(presentTransaction), next_cursor: nextCursor })
      const headers = nextCursor ? { ...CSV_HEADERS, 'X-Next-Cursor': nextCursor } : CSV_HEADERS
      return new Response(transactionsCsv(rows), { headers })
    },
  }),
})

function requireOperator({ operator }: Caller): void {
  if (!operator)
    throw new AppError('forbidden', 'Only an operator may read the log of all users.', { field: 'users' })
}

const refused = (field: string, message: string) => new AppError('invalid_request', message, { field })
