import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { balanceSchema, presentBalance } from '@/lib/http/present-balance'
import { readRoute } from '@/lib/http/route'
import { readBalances } from '@/lib/ledger/wallets/read-balances'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'getBalance',
      summary: 'What each wallet holds',
      description: 'To the millisecond, whether or not billing has run since.',
      tags: ['Balance'],
      answers: { 200: z.strictObject({ balances: z.array(balanceSchema) }) },
      errors: [],
      example: {},
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId }) => {
      const wallets = await readBalances(db, { userId, asOf: null })
      return answer(200, { balances: wallets.map(presentBalance) })
    },
  }),
})
