import { appNow } from '@/db/now'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { correctionSchema } from '@/lib/http/correction'
import { methods } from '@/lib/http/methods'
import { presentTransaction } from '@/lib/http/present-transaction'
import { writeRoute } from '@/lib/http/route'
import { grantBonus } from '@/lib/users/grant-bonus'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Puts money on a user's wallet, which is opened if there is none; what stands still for lack of money goes on. */
  POST: writeRoute({
    scope: 'operator',
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
