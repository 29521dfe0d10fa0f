import type Stripe from 'stripe'
import { describeAmount } from '../currencies'
import { makeId, nowSeconds } from '../make-id'
import { invalidRequest } from '../stripe-error'
import type { RefundBehaviour } from '../test-cards'
import type { Work } from '../work'
import { findCharge } from './charges'
import { moveBalance } from './move-balance'
import { cardBehind } from './payment-method-record'

interface NewRefund {
  /** In the currency's smallest unit; without it, all that is left. */
  amount?: number
  reason: Stripe.Refund['reason']
  metadata: Record<string, string>
  /** How the bank treats it; without it, as its card is made to. */
  behaviour?: RefundBehaviour
}

/**
 * Gives money of a charge back, never more than is left of it.
 * @throws StripeFailure 400 `charge_already_refunded`, or when the amount is more than is left
 */
export function refundCharge(work: Work, charge: Stripe.Charge, wanted: NewRefund): Stripe.Refund {
  const left = charge.amount - charge.amount_refunded
  refuseIfChargedBack(work, charge)
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
  const behaviour = wanted.behaviour ?? refundBehaviour(work, charge)
  if (behaviour) begin(work, refund, behaviour, charge.billing_details.email)
  refund.balance_transaction = moveBalance(work.changes, {
    amount: -amount,
    currency: charge.currency,
    type: 'refund',
    category: 'refund',
    source: refund.id,
    description: 'REFUND FOR CHARGE',
  }).id
  work.changes.put('charge', charge)
  work.changes.put('refund', refund)
  work.emit('refund.created', refund)
  work.emit('charge.refunded', charge, {
    amount_refunded: charge.amount_refunded - amount,
    ...(charge.refunded ? { refunded: false } : {}),
  })
  return refund
}

/** An inquiry can still be answered with a refund; a chargeback has taken the money already. */
function refuseIfChargedBack(work: Work, charge: Stripe.Charge): void {
  const disputes = work.changes.all('dispute').filter((dispute) => dispute.charge === charge.id)
  if (disputes.every((dispute) => dispute.is_charge_refundable)) return
  const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
  throw invalidRequest(message, undefined, 'charge_disputed')
}

/** How a refund starts that the bank does not simply pay. */
function begin(
  work: Work,
  refund: Stripe.Refund,
  { begins, ends }: RefundBehaviour,
  email: string | null,
): void {
  refund.status = begins
  if (begins === 'pending') refund.pending_reason = 'processing'
  if (begins === 'requires_action') {
    const now = nowSeconds()
    refund.next_action = {
      type: 'display_details',
      display_details: {
        email_sent: { email_sent_at: now, email_sent_to: email ?? refund.instructions_email ?? '' },
        expires_at: now + 45 * 86_400,
      },
    }
  }
  if (ends) work.postpone(refund.id, ends)
}

/** How the bank of a card treats refunds, where it does not simply pay them. */
function refundBehaviour(work: Work, charge: Stripe.Charge): RefundBehaviour | undefined {
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
