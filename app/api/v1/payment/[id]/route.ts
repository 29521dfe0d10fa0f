import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentPayment } from '@/lib/http/present-payment'
import { readRoute } from '@/lib/http/route'
import { readPayment } from '@/lib/payments/payment'
import { syncPayment } from '@/lib/payments/sync-payment'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) => {
      const paymentId = pathId(params)
      const known = await readPayment(db, { userId, paymentId })
      // If Stripe cannot be asked, what we know is the answer.
      const asked = known.status === 'pending' && (await syncPayment(db, { paymentId }))
      const payment = asked ? await readPayment(db, { userId, paymentId }) : known
      return answer(200, presentPayment(payment))
    },
  }),
})
