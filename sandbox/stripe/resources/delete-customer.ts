import type Stripe from 'stripe'
import type { Work } from '../work'
import { markSpent } from './payment-method-record'

/** What is left of a customer that was deleted: the id. */
export function deleteCustomer(work: Work, customer: Stripe.Customer): Stripe.DeletedCustomer {
  for (const owned of work.changes.all('payment_method')) {
    if (owned.customer !== customer.id) continue
    const method = { ...structuredClone(owned), customer: null }
    work.changes.put('payment_method', method)
    markSpent(work.changes, method)
    work.emit('payment_method.detached', method, { customer: customer.id })
  }
  const deleted: Stripe.DeletedCustomer = { id: customer.id, object: 'customer', deleted: true }
  work.changes.put('customer', deleted)
  work.emit('customer.deleted', customer)
  return deleted
}
