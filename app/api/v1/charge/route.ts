import { z } from 'zod'
import { positiveAmount } from '@/lib/http/amount'
import { answer, replayed } from '@/lib/http/answer'
import { actedForField, amountField, currencyField, textField } from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { presentTransaction, transactionSchema } from '@/lib/http/present-transaction'
import { keyedRoute } from '@/lib/http/route'
import { coalescerOf } from '@/lib/ledger/posting/coalesce-charges'

const newCharge = z.strictObject({
  value: amountField,
  currency: currencyField,
  reason: textField(255).min(1, 'Say what the charge is for.'),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: keyedRoute({
    scope: 'charges:write',
    describe: {
      id: 'createCharge',
      summary: 'Take money from a wallet at once',
      description:
        'Usage up to now is settled first. Where less is available than asked for, nothing is taken: a 402 says what there is.',
      tags: ['Charges'],
      answers: { 201: transactionSchema },
      errors: ['insufficient_funds', 'invalid_amount', 'invalid_currency'],
      example: { body: { value: '250.50', currency: 'RUB', reason: 'Domain example.com' } },
    },
    body: newCharge,
    run: async ({ db, caller, userId, input, effectKey, requestId }) => {
      const { currency, reason } = input
      const result = await coalescerOf(db).charge({
        userId,
        currency,
        amountMinor: positiveAmount(input.value, currency),
        reason,
        asOf: null,
        actor: caller.actor,
        idempotencyKey: effectKey,
        requestId,
      })
      const given = result.ok
        ? answer(201, presentTransaction(result.transaction))
        : insufficientFunds(result.availableMinor, currency, result.requestId ?? requestId)
      return result.replayed ? replayed(given) : given
    },
  }),
})
