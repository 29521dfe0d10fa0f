import { z } from 'zod'
import { LOCALES } from '@/app/_i18n/locales'
import { openStatementPaper } from '@/app/_papers/open-papers'
import { answer } from '@/lib/http/answer'
import { actedForField, currencyField } from '@/lib/http/fields'
import { csvResponse, pdfResponse } from '@/lib/http/file-response'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { presentStatement, statementSchema } from '@/lib/http/present-statement'
import { readRoute } from '@/lib/http/route'
import { statementCsv } from '@/lib/http/statement-csv'
import { wantedFormat } from '@/lib/http/wanted-format'
import { readStatement } from '@/lib/statements/read-statement'
import { readUser } from '@/lib/users/user'

const query = z.strictObject({
  currency: currencyField.optional(),
  format: z.enum(['json', 'csv', 'pdf'], 'Send json, csv or pdf.').optional(),
  lang: z.enum(LOCALES, `Send one of ${LOCALES.join(', ')}.`).optional(),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'getStatement',
      summary: 'What a month came to',
      description:
        'Opening balance + totals = closing balance. With several wallets say of which `currency`. As a file with `format=csv` or `pdf`, or by `Accept`.',
      tags: ['Balance'],
      answers: { 200: statementSchema },
      errors: ['invalid_currency'],
      example: { params: { month: EXAMPLES.month }, query: { currency: 'RUB' } },
      alsoAs: ['text/csv', 'application/pdf'],
    },
    query,
    run: async ({ db, userId, input: { currency, format, lang }, params, request }) => {
      const which = { userId, currency, month: String(params.month) }
      const wanted = wantedFormat(request, format, ['csv', 'pdf'])
      if (wanted === 'pdf') {
        const locale = lang ?? (await readUser(db, userId)).locale
        return pdfResponse((await openStatementPaper(db, which, locale)).paper)
      }
      const statement = await readStatement(db, which)
      if (wanted === 'json') return answer(200, presentStatement(statement))
      return csvResponse(statementCsv(statement), `statement-${statement.month}-${statement.currency}`)
    },
  }),
})
