import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { paymentSchema, presentPayment } from '@/lib/http/present-payment'
import { effectRoute } from '@/lib/http/route'
import { cancelPaymentByUser } from '@/lib/payments/cancel-payment'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: effectRoute({
    scope: 'payments:write',
    describe: {
      id: 'cancelPayment',
      summary: 'Give an unpaid payment up',
      description: 'At Stripe first. One that was paid meanwhile is credited, and refused.',
      tags: ['Payments'],
      answers: { 200: paymentSchema },
      errors: ['payment_not_cancelable', 'provider_unavailable'],
      example: { params: { id: EXAMPLES.payment } },
    },
    run: async ({ db, userId, params }) =>
      answer(200, presentPayment(await cancelPaymentByUser(db, { userId, paymentId: pathId(params) }))),
  }),
})
