import { z } from 'zod'
import { LOCALES } from '@/app/_i18n/locales'
import { openReceiptPaper } from '@/app/_papers/open-papers'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { pdfResponse } from '@/lib/http/file-response'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentReceipt, receiptSchema } from '@/lib/http/present-receipt'
import { readRoute } from '@/lib/http/route'
import { wantedFormat } from '@/lib/http/wanted-format'
import { openReceipt } from '@/lib/receipts/open-receipt'
import { readUser } from '@/lib/users/user'

const query = z.strictObject({
  format: z.enum(['json', 'pdf'], 'Send json or pdf.').optional(),
  lang: z.enum(LOCALES, `Send one of ${LOCALES.join(', ')}.`).optional(),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'getReceipt',
      summary: 'The receipt of a payment',
      description: 'As a PDF with `format=pdf` or by `Accept`, in the language of `lang` or of its user.',
      tags: ['Payments'],
      answers: { 200: receiptSchema },
      errors: [],
      example: { params: { id: EXAMPLES.paidPayment } },
      alsoAs: ['application/pdf'],
    },
    query,
    run: async ({ db, userId, input, params, request }) => {
      const which = { userId, paymentId: pathId(params) }
      if (wantedFormat(request, input.format, ['pdf']) === 'json') {
        return answer(200, presentReceipt(await openReceipt(db, which)))
      }
      const locale = input.lang ?? (await readUser(db, userId)).locale
      return pdfResponse(await openReceiptPaper(db, which, locale))
    },
  }),
})
