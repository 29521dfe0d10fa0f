import type Stripe from 'stripe'
import type { Read } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import type { paymentMethodData } from './payment-method-params'
import { addPaymentMethod, findPaymentMethod, refuseSpent } from './payment-method-record'

interface Choice {
  payment_method?: string
  payment_method_data?: Read<{ it: typeof paymentMethodData }>['it']
}

/**
 * Chooses the payment method that parameters name or describe, and writes it on a payment or setup intent.
 * @throws StripeFailure 400 for one that belongs to somebody else or may not be used again
 */
export function choosePaymentMethod(
  work: Work,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  { payment_method: id, payment_method_data: data }: Choice,
): void {
  if (id === undefined && data === undefined) return
  if (id !== undefined && data !== undefined) {
    const message = 'You may only specify one of these parameters: payment_method, payment_method_data.'
    throw invalidRequest(message, 'payment_method', 'parameters_exclusive')
  }
  const method = data ? addPaymentMethod(work.changes, data) : findPaymentMethod(work.changes, id ?? '')
  const name = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'
  if (method.customer && method.customer !== intent.customer) {
    throw invalidRequest(
      `The PaymentMethod ${method.id} belongs to a Customer. Please include the Customer in the \`customer\` parameter on the ${name}.`,
      'payment_method',
      `${intent.object}_invalid_parameter`,
    )
  }
  refuseSpent(work.changes, method)
  intent.payment_method = method.id
  if (intent.status === 'requires_payment_method' || intent.status === 'requires_action') {
    intent.status = 'requires_confirmation'
    intent.next_action = null
  }
}

/** @throws StripeFailure 400 `url_invalid` for an address that a browser must not be sent to */
export function checkReturnUrl(url: string | undefined): void {
  if (url === undefined || (URL.canParse(url) && new URL(url).protocol !== 'javascript:')) return
  throw invalidRequest('Not a valid URL', 'return_url', 'url_invalid')
}
