import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { correctionSchema } from '@/lib/http/correction'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { presentTransaction, transactionSchema } from '@/lib/http/present-transaction'
import { writeRoute } from '@/lib/http/route'
import { grantBonus } from '@/lib/users/grant-bonus'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'operator',
    describe: {
      id: 'createBonus',
      summary: 'Give a user money',
      description: 'A wallet is opened if there is none; what stands still for lack of money goes on.',
      tags: ['Operators'],
      answers: { 201: transactionSchema },
      errors: ['invalid_amount', 'invalid_currency'],
      example: { body: { user: EXAMPLES.user, value: '100.00', currency: 'RUB', reason: 'Welcome' } },
    },
    needsKey: true,
    body: correctionSchema,
    run: async ({ db, caller, userId, input, effectKey = '' }) => {
      const { currency, reason } = input
      const transaction = await grantBonus(db, {
        adminId: caller.userId,
        actor: caller.actor,
        userId,
        currency,
        amountMinor: positiveAmount(input.value, currency),
        reason,
        asOf: await appNow(db),
        idempotencyKey: effectKey,
      })
      return answer(201, presentTransaction(transaction))
    },
  }),
})
