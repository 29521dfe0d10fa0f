import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { correctionSchema } from '@/lib/http/correction'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { presentTransaction } from '@/lib/http/present-transaction'
import { writeRoute } from '@/lib/http/route'
import { parseAmount } from '@/lib/money'
import { adjustBalance } from '@/lib/users/adjust-balance'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  /** Corrects a balance: a negative value takes, at most what is available. It wakes nothing that stands still. */
  POST: writeRoute({
    scope: 'operator',
    needsKey: true,
    body: correctionSchema,
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
