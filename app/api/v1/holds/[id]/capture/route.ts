import { z } from 'zod'
import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { endedHold } from '@/lib/http/ended-hold'
import { actedForField, amountField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { holdSchema, presentHold } from '@/lib/http/present-hold'
import { writeRoute } from '@/lib/http/route'
import { captureHold } from '@/lib/ledger/holds/capture-hold'
import { readHold } from '@/lib/ledger/holds/hold'

const capture = z.strictObject({
  value: amountField.optional(),
  reason: textField(255).min(1, 'Say what the charge is for, or leave it out.').optional(),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'charges:write',
    describe: {
      id: 'captureHold',
      summary: 'Charge what is held',
      description: 'Without `value` all of it; what is left over is free again.',
      tags: ['Charges'],
      answers: { 200: holdSchema },
      errors: ['hold_not_open', 'invalid_amount'],
      example: { params: { id: EXAMPLES.hold }, body: { value: '80.00' } },
    },
    body: capture,
    mayBeEmpty: true,
    needsKey: true,
    run: async ({ db, caller, userId, params, input, requestId }) => {
      const at = { userId, holdId: pathId(params), asOf: await appNow(db) }
      const { currency } = await readHold(db, at)
      const { value, reason } = input
      const amountMinor = value === undefined ? undefined : positiveAmount(value, currency)
      const result = await captureHold(db, { ...at, amountMinor, reason, actor: caller.actor })
      return result.ok ? answer(200, presentHold(result.hold)) : endedHold(result.hold, requestId)
    },
  }),
})
