import { integer, oneOf, required } from '../params'
import { findPaymentMethod } from '../resources/payment-method-record'
import { settlePayment } from '../resources/settle-payment'
import { invalidRequest, noSuch } from '../stripe-error'
import { TEST_CARDS } from '../test-cards'
import { control } from './control-route'

/** The calls by which banks decide about payments. */
export const bankControls = [
  control(
    'POST',
    '/payment_intents/:id/settle',
    { outcome: required(oneOf('succeeded', 'failed')) },
    ({ work, params, id }) => {
      const intent = work.changes.get('payment_intent', id)
      if (!intent) throw noSuch('payment_intent', id, 'id', 404)
      if (intent.status !== 'processing') {
        throw invalidRequest(`This PaymentIntent is ${intent.status}, and no bank decides about it.`)
      }
      settlePayment(work, intent, params.outcome ?? 'failed')
      return work.changes.get('payment_intent', id)
    },
  ),
  // A card that was good when it was saved can be declined a month later.
  control(
    'POST',
    '/payment_methods/:id',
    { acts_as: required(oneOf(...Object.keys(TEST_CARDS))) },
    ({ work, params, id }) => {
      const onFile = work.changes.get('card_on_file', id)
      if (!onFile) throw noSuch('PaymentMethod', id, 'id', 404)
      work.changes.put('card_on_file', { ...onFile, behaviour: params.acts_as ?? onFile.behaviour })
      return findPaymentMethod(work.changes, id)
    },
  ),
  control(
    'POST',
    '/bank',
    { decides_after_ms: required(integer(0, 86_400_000)) },
    ({ api, work, params }) => {
      const decidesAfterMs = params.decides_after_ms ?? api.lateOutcomeMs
      work.changes.put('bank_switches', { id: 'bank', decidesAfterMs })
      return { decides_after_ms: decidesAfterMs }
    },
  ),
]
