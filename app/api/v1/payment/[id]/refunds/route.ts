import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentRefund, refundSchema } from '@/lib/http/present-refund'
import { readRoute } from '@/lib/http/route'
import { readAnyPayment, readPayment } from '@/lib/payments/payment'
import { listRefunds } from '@/lib/payments/refunds/list-refunds'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'payments:read',
    describe: {
      id: 'listRefunds',
      summary: 'What was given back of a payment, oldest first',
      description: 'An operator need not name its user.',
      tags: ['Payments'],
      answers: { 200: z.strictObject({ data: z.array(refundSchema) }) },
      errors: [],
      example: { params: { id: EXAMPLES.paidPayment } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, caller, userId, namedUser, params }) => {
      const paymentId = pathId(params)
      const payment =
        caller.operator && namedUser === undefined
          ? await readAnyPayment(db, paymentId)
          : await readPayment(db, { userId, paymentId })
      const refunds = await listRefunds(db, payment.id)
      return answer(200, { data: refunds.map((refund) => presentRefund(refund, payment.currency)) })
    },
  }),
})
