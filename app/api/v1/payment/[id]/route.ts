import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { paymentSchema, presentPayment } from '@/lib/http/present-payment'
import { readRoute } from '@/lib/http/route'
import { readPayment } from '@/lib/payments/payment'
import { syncPayment } from '@/lib/payments/sync-payment'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'getPayment',
      summary: 'One payment',
      description: 'While it is pending, Stripe is asked how it stands.',
      tags: ['Payments'],
      answers: { 200: paymentSchema },
      errors: [],
      example: { params: { id: EXAMPLES.payment } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) => {
      const paymentId = pathId(params)
      const known = await readPayment(db, { userId, paymentId })
      if (known.status !== 'pending') return answer(200, presentPayment(known))
      // If Stripe cannot be asked, what we know is the answer. It is read anew either way: a webhook may have come.
      await syncPayment(db, { paymentId })
      return answer(200, presentPayment(await readPayment(db, { userId, paymentId })))
    },
  }),
})
