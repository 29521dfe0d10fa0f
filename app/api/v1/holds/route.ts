import { z } from 'zod'
import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import {
  actedForField,
  amountField,
  currencyField,
  DEFAULT_LIMIT,
  durationField,
  idCursorField,
  integerField,
  limitField,
  textField,
} from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { metadataField } from '@/lib/http/metadata-field'
import { methods } from '@/lib/http/methods'
import { sentAs } from '@/lib/http/openapi/sent-as'
import { holdSchema, presentHold } from '@/lib/http/present-hold'
import { readRoute, writeRoute } from '@/lib/http/route'
import { DEFAULT_HOLD_MS, HOLD_STATUSES, MAX_HOLD_MS } from '@/lib/ledger/holds/hold'
import { listHolds } from '@/lib/ledger/holds/list-holds'
import { placeHold } from '@/lib/ledger/holds/place-hold'

/** Seconds, or an ISO 8601 duration; as milliseconds. */
const milliseconds = z
  .union(
    [durationField, integerField(0, 1_000_000_000).transform((seconds) => seconds * 1000)],
    'Send seconds such as 3600, or an ISO 8601 duration such as "PT1H".',
  )
  .pipe(
    z.number().min(1000, 'A hold lasts at least a second.').max(MAX_HOLD_MS, 'A hold lasts at most 31 days.'),
  )
  .default(DEFAULT_HOLD_MS)

const expiresInField = sentAs(milliseconds, {
  description: 'Seconds, or an ISO 8601 duration; at most 31 days.',
  anyOf: [
    { type: 'integer', minimum: 1, maximum: MAX_HOLD_MS / 1000 },
    { type: 'string', format: 'duration' },
  ],
  default: 'P1D',
  examples: ['PT1H', 3600],
})

const newHold = z.strictObject({
  value: amountField,
  currency: currencyField,
  reason: textField(255).min(1, 'Say what the hold is for.'),
  expires_in: expiresInField,
  metadata: metadataField,
  user: actedForField,
})

const page = z.strictObject({
  status: z.enum(HOLD_STATUSES, `Send one of ${HOLD_STATUSES.join(', ')}.`).optional(),
  limit: limitField,
  cursor: idCursorField,
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'listHolds',
      summary: 'Holds, newest first',
      tags: ['Charges'],
      answers: { 200: pageOfSchema(holdSchema) },
      errors: [],
      example: { query: { status: 'open' } },
    },
    query: page,
    run: async ({ db, userId, input }) => {
      const { limit = DEFAULT_LIMIT, status, cursor } = input
      const asOf = await appNow(db)
      const { rows, nextCursor } = await listHolds(db, { userId, asOf, limit, status, cursor })
      return answer(200, { data: rows.map(presentHold), next_cursor: nextCursor })
    },
  }),
  POST: writeRoute({
    scope: 'charges:write',
    describe: {
      id: 'createHold',
      summary: 'Reserve an amount',
      description: 'Neither charges nor usage touch what is held, until it is captured, released or expires.',
      tags: ['Charges'],
      answers: { 201: holdSchema },
      errors: ['insufficient_funds', 'invalid_amount', 'invalid_currency', 'conflict'],
      example: {
        body: { value: '500.00', currency: 'RUB', reason: 'Backup of web-1', expires_in: 'PT1H' },
      },
    },
    body: newHold,
    needsKey: true,
    run: async ({ db, caller, userId, input, effectKey, requestId }) => {
      const { currency, reason, metadata, expires_in: expiresInMs } = input
      const result = await placeHold(db, {
        userId,
        currency,
        amountMinor: positiveAmount(input.value, currency),
        reason,
        expiresInMs,
        metadata,
        asOf: await appNow(db),
        actor: caller.actor,
        idempotencyKey: effectKey,
      })
      return result.ok
        ? answer(201, presentHold(result.hold))
        : insufficientFunds(result.availableMinor, currency, requestId)
    },
  }),
})
