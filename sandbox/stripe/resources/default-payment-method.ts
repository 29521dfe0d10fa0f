import type Stripe from 'stripe'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'

const PARAM = 'invoice_settings[default_payment_method]'

/**
 * Makes a payment method the one that a customer is charged with when none is named.
 * @param id null takes the choice back
 * @throws StripeFailure 400 for one that is not the customer's
 */
export function setDefault(work: Work, customer: Stripe.Customer, id: string | null): void {
  const method = id === null ? undefined : work.changes.get('payment_method', id)
  if (id !== null && method?.customer !== customer.id) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      PARAM,
      'resource_missing',
    )
  }
  customer.invoice_settings.default_payment_method = id
}

/** A payment method that leaves its customer is no longer their default. */
export function forgetDefault(work: Work, customerId: string, methodId: string): void {
  const customer = work.changes.get('customer', customerId)
  if (!customer || customer.deleted || customer.invoice_settings.default_payment_method !== methodId) return
  const before = { invoice_settings: structuredClone(customer.invoice_settings) }
  customer.invoice_settings.default_payment_method = null
  work.changes.put('customer', customer)
  work.emit('customer.updated', customer, before)
}
