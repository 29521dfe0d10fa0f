import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentPayment } from '@/lib/http/present-payment'
import { effectRoute } from '@/lib/http/route'
import { cancelPaymentByUser } from '@/lib/payments/cancel-payment'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: effectRoute({
    scope: 'payments:write',
    run: async ({ db, userId, params }) =>
      answer(200, presentPayment(await cancelPaymentByUser(db, { userId, paymentId: pathId(params) }))),
  }),
})
