import type Stripe from 'stripe'
import type { Work } from '../work'

/** Gives a payment method to a customer, if it is not theirs already. */
export function attachPaymentMethod(work: Work, method: Stripe.PaymentMethod, customer: string): void {
  if (method.customer === customer) return
  method.customer = customer
  work.changes.put('payment_method', method)
  work.emit('payment_method.attached', method)
}
