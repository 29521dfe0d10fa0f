import { z } from 'zod'
import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { endedHold } from '@/lib/http/ended-hold'
import { actedForField, amountField, textField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentHold } from '@/lib/http/present-hold'
import { writeRoute } from '@/lib/http/route'
import { captureHold } from '@/lib/ledger/capture-hold'
import { readHold } from '@/lib/ledger/hold'

const capture = z.strictObject({
  value: amountField.optional(),
  reason: textField(255).min(1, 'Say what the charge is for, or leave it out.').optional(),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'charges:write',
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
