import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { correctionSchema } from '@/lib/http/correction'
import { signedAmountField } from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { presentTransaction, transactionSchema } from '@/lib/http/present-transaction'
import { writeRoute } from '@/lib/http/route'
import { parseAmount } from '@/lib/money'
import { adjustBalance } from '@/lib/users/adjust-balance'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'operator',
    describe: {
      id: 'createAdjustment',
      summary: 'Correct a balance',
      description: 'A negative value takes, at most what is available. It wakes nothing that stands still.',
      tags: ['Operators'],
      answers: { 201: transactionSchema },
      errors: ['insufficient_funds', 'invalid_amount', 'invalid_currency'],
      example: {
        body: { user: EXAMPLES.user, value: '-50.00', currency: 'RUB', reason: 'Double bonus of 1 March' },
      },
    },
    needsKey: true,
    body: correctionSchema.extend({ value: signedAmountField }),
    run: async ({ db, caller, userId, input, effectKey = '', requestId }) => {
      const { currency, reason } = input
      const result = await adjustBalance(db, {
        adminId: caller.userId,
        actor: caller.actor,
        userId,
        currency,
        amountMinor: parseAmount(input.value, currency),
        reason,
        asOf: await appNow(db),
        idempotencyKey: effectKey,
      })
      return result.ok
        ? answer(201, presentTransaction(result.transaction))
        : insufficientFunds(result.availableMinor, currency, requestId)
    },
  }),
})
