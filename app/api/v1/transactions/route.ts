import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { byteStream } from '@/lib/http/byte-stream'
import {
  actedForField,
  currencyField,
  cursorField,
  DEFAULT_LIMIT,
  instantField,
  limitField,
} from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { presentTransaction } from '@/lib/http/present-transaction'
import { readRoute } from '@/lib/http/route'
import { exportTransactions, transactionsCsv } from '@/lib/http/transactions-csv'
import { listTransactions } from '@/lib/ledger/list-transactions'
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
})

const CSV_HEADERS = {
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': 'attachment; filename="transactions.csv"',
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    query: filter,
    run: async ({ db, userId, input, request }) => {
      const { format, limit, cursor, user: _user, ...wanted } = input
      const query = { ...wanted, userId }
      const asCsv = format ? format === 'csv' : /\btext\/csv\b/i.test(request.headers.get('accept') ?? '')
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
