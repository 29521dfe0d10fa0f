import { z } from 'zod'
import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { actedForField, amountField, currencyField, textField } from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { presentTransaction } from '@/lib/http/present-transaction'
import { writeRoute } from '@/lib/http/route'
import { chargeWallet } from '@/lib/ledger/charge-wallet'

const newCharge = z.strictObject({
  value: amountField,
  currency: currencyField,
  reason: textField(255).min(1, 'Say what the charge is for.'),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'charges:write',
    body: newCharge,
    keyRequired: true,
    run: async ({ db, caller, userId, input, effectKey, requestId }) => {
      const { currency, reason } = input
      const result = await chargeWallet(db, {
        userId,
        currency,
        amountMinor: positiveAmount(input.value, currency),
        reason,
        asOf: await appNow(db),
        actor: caller.actor,
        idempotencyKey: effectKey,
      })
      return result.ok
        ? answer(201, presentTransaction(result.transaction))
        : insufficientFunds(result.availableMinor, currency, requestId)
    },
  }),
})
