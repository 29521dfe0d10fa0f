import type Stripe from 'stripe'
import { describeAmount } from '../currencies'
import { makeId, nowSeconds } from '../make-id'
import { invalidRequest } from '../stripe-error'
import type { TestCard } from '../test-cards'
import type { Work } from '../work'
import { findCharge } from './charges'
import { cardBehind } from './payment-method-record'

interface NewRefund {
  /** In the currency's smallest unit; without it, all that is left. */
  amount?: number
  reason: Stripe.Refund['reason']
  metadata: Record<string, string>
}

/**
 * Gives money of a charge back, never more than is left of it.
 * @throws StripeFailure 400 `charge_already_refunded`, or when the amount is more than is left
 */
export function refundCharge(work: Work, charge: Stripe.Charge, wanted: NewRefund): Stripe.Refund {
  const left = charge.amount - charge.amount_refunded
  if (charge.disputed) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
    throw invalidRequest(message, undefined, 'charge_disputed')
  }
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has not been captured, so it cannot be refunded.`, 'charge')
  }
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw invalidRequest(message, undefined, 'charge_already_refunded')
  }
  const amount = wanted.amount ?? left
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${describeAmount(amount, charge.currency)}) is greater than unrefunded amount on charge ` +
        `(${describeAmount(left, charge.currency)})`,
      'amount',
    )
  }
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  const refund = newRefund(charge, amount, wanted)
  const late = refundBehaviour(work, charge)
  if (late) {
    refund.status = late.begins
    work.postpone(refund.id, late.ends)
  }
  work.changes.put('charge', charge)
  work.changes.put('refund', refund)
  work.emit('refund.created', refund)
  work.emit('charge.refunded', charge, {
    amount_refunded: charge.amount_refunded - amount,
    ...(charge.refunded ? { refunded: false } : {}),
  })
  return refund
}

/** How the bank of a card treats refunds, where it does not simply pay them. */
function refundBehaviour(work: Work, charge: Stripe.Charge): TestCard['refund'] {
  const method = work.changes.get('payment_method', String(charge.payment_method))
  return method && cardBehind(work.changes, method).refund
}

/** Lets go of money that was held and never taken, as canceling does. */
export function releaseCharge(work: Work, id: string): void {
  const charge = findCharge(work.changes, id)
  charge.amount_refunded = charge.amount
  charge.refunded = true
  work.changes.put('charge', charge)
  work.emit('charge.refunded', charge, { amount_refunded: 0, refunded: false })
}

function newRefund(charge: Stripe.Charge, amount: number, wanted: NewRefund): Stripe.Refund {
  return {
    id: makeId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: wanted.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wanted.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}
