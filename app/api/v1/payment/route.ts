import { z } from 'zod'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import {
  actedForField,
  amountField,
  currencyField,
  DEFAULT_LIMIT,
  idCursorField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { metadataField } from '@/lib/http/metadata-field'
import { methods } from '@/lib/http/methods'
import { presentPayment } from '@/lib/http/present-payment'
import { effectRoute, readRoute } from '@/lib/http/route'
import { createPayment } from '@/lib/payments/create-payment'
import { listPayments } from '@/lib/payments/list-payments'

const newPayment = z.strictObject({
  value: amountField,
  currency: currencyField,
  description: textField(255).default(''),
  return_url: z
    .url({ protocol: /^https?$/, error: 'Send an http or https address.' })
    .max(2000, 'Send at most 2000 characters.')
    .refine(withoutCredentials, 'An address may not carry a user name or a password.')
    // Stored as browsers read it: the payer sees the very address that they are led to.
    .transform((text) => new URL(text).href)
    .optional(),
  metadata: metadataField,
  user: actedForField,
})

/** Credentials before the host pass for it (https://shop.example@evil.example), and would be shown to the payer. */
function withoutCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { username, password } = new URL(address)
  return username === '' && password === ''
}

const page = z.strictObject({ limit: limitField, cursor: idCursorField, user: actedForField })

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listPayments(db, { userId, limit, cursor })
      return answer(200, { data: rows.map(presentPayment), next_cursor: nextCursor })
    },
  }),
  POST: effectRoute({
    scope: 'payments:write',
    body: newPayment,
    run: async ({ db, userId, input, effectKey }) => {
      const payment = await createPayment(db, {
        userId,
        amountMinor: positiveAmount(input.value, input.currency),
        currency: input.currency,
        description: input.description,
        returnUrl: input.return_url,
        metadata: input.metadata,
        idempotencyKey: effectKey,
      })
      return answer(201, presentPayment(payment))
    },
  }),
})
