import { z } from 'zod'
import { AppError, assert } from '@/lib/errors'
import { positiveAmount } from '@/lib/http/amount'
import { answer } from '@/lib/http/answer'
import { actedForField, amountField, textField } from '@/lib/http/fields'
import { insufficientFunds } from '@/lib/http/insufficient-funds'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { presentRefund, refundSchema } from '@/lib/http/present-refund'
import { effectRoute } from '@/lib/http/route'
import { readAnyPayment } from '@/lib/payments/payment'
import { refundPayment } from '@/lib/payments/refunds/refund-payment'

const newRefund = z.strictObject({
  value: amountField.optional().meta({ description: 'Left out: all that is left of the payment.' }),
  reason: textField(255).min(1, 'Say why it is given back.'),
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: effectRoute({
    scope: 'operator',
    describe: {
      id: 'refundPayment',
      summary: 'Give back what was paid',
      description:
        'It is taken from the wallet first. A refund that Stripe refuses is answered too, as `failed`: nothing has left then.',
      tags: ['Payments', 'Operators'],
      answers: { 201: refundSchema },
      errors: ['insufficient_funds', 'invalid_amount', 'not_refundable'],
      example: {
        params: { id: EXAMPLES.paidPayment },
        body: { value: '100.00', reason: 'Service was down on 1 March' },
      },
    },
    needsKey: true,
    body: newRefund,
    run: async ({ db, caller, namedUser, params, input, effectKey, requestId }) => {
      assert(effectKey, 'a call without a key is refused before')
      const payment = await readAnyPayment(db, pathId(params))
      // Whoever names a user means a payment of theirs.
      if (namedUser !== undefined && namedUser !== payment.userId)
        throw new AppError('not_found', 'There is no such payment.')
      const { currency } = payment
      const result = await refundPayment(db, {
        paymentId: payment.id,
        amountMinor: input.value === undefined ? undefined : positiveAmount(input.value, currency),
        reason: input.reason,
        actor: caller.actor,
        idempotencyKey: effectKey,
      })
      return result.ok
        ? answer(201, presentRefund(result.refund, currency))
        : insufficientFunds(result.availableMinor, currency, requestId)
    },
  }),
})
