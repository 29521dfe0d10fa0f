import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import type { Caller } from '@/lib/http/caller'
import {
  actedForField,
  currencyField,
  cursorField,
  DEFAULT_LIMIT,
  instantField,
  limitField,
} from '@/lib/http/fields'
import { type LogFile, logAsFile, pageAsFile, type ReadPage } from '@/lib/http/log-file'
import { methods } from '@/lib/http/methods'
import { presentTransaction, transactionSchema } from '@/lib/http/present-transaction'
import { readRoute } from '@/lib/http/route'
import { csvFile, wholeCsvFile } from '@/lib/http/transactions-csv'
import { jsonLinesFile } from '@/lib/http/transactions-jsonl'
import { wantedFormat } from '@/lib/http/wanted-format'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { listWholeLog } from '@/lib/ledger/log/list-whole-log'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'

const filter = z.strictObject({
  currency: currencyField.optional(),
  type: z.enum(TRANSACTION_TYPES, `Send one of ${TRANSACTION_TYPES.join(', ')}.`).optional(),
  from: instantField.optional(),
  to: instantField.optional(),
  limit: limitField,
  cursor: cursorField,
  format: z.enum(['json', 'csv', 'jsonl'], 'Send json, csv or jsonl.').optional(),
  user: actedForField,
  users: z
    .literal('all', 'Send all.')
    .meta({ description: 'For an operator: the log of all users.' })
    .optional(),
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'listTransactions',
      summary: 'The log of all movements, newest first',
      description:
        'As a file with `format=csv` or `jsonl`, or by `Accept`: without `limit` and `cursor` the whole log, else a page, whose next cursor is the header `X-Next-Cursor`. An operator may ask for the log of all users with `users=all`.',
      tags: ['Balance'],
      answers: { 200: pageOfSchema(transactionSchema) },
      errors: ['invalid_currency'],
      example: { query: { currency: 'RUB', type: 'bonus', limit: '10' } },
      alsoAs: ['text/csv', 'application/x-ndjson'],
    },
    query: filter,
    run: async ({ db, caller, userId, input, request }) => {
      const { format, limit = DEFAULT_LIMIT, cursor, user, users, ...wanted } = input
      if (users === 'all') requireOperator(caller)
      if (users === 'all' && user !== undefined) {
        throw new AppError('invalid_request', 'Name one user, or ask for all users.', { field: 'user' })
      }
      const readPage: ReadPage =
        users === 'all'
          ? (page) => listWholeLog(db, { ...wanted, ...page })
          : (page) => listTransactions(db, { ...wanted, userId, ...page })
      const file = FILES[wantedFormat(request, format, ['csv', 'jsonl'])]
      if (!file) {
        const { rows, nextCursor } = await readPage({ limit, cursor })
        return answer(200, { data: rows.map(presentTransaction), next_cursor: nextCursor })
      }
      const written = file(users === 'all')
      // A file without a page asked for is all of it.
      return input.limit === undefined && cursor === undefined
        ? logAsFile(written, readPage)
        : pageAsFile(written, await readPage({ limit, cursor }))
    },
  }),
})

type Format = 'json' | 'csv' | 'jsonl'

/** How the log is written, if not as a page of JSON. */
const FILES: Record<Format, ((ofAll: boolean) => LogFile) | null> = {
  json: null,
  csv: (ofAll) => (ofAll ? wholeCsvFile : csvFile),
  jsonl: () => jsonLinesFile,
}

function requireOperator({ operator }: Caller): void {
  if (!operator)
    throw new AppError('forbidden', 'Only an operator may read the log of all users.', { field: 'users' })
}
