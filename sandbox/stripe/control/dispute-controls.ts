import type Stripe from 'stripe'
import { boolean, oneOf, required, string } from '../params'
import { findDispute, isClosed, isInquiry, REASONS } from '../resources/dispute-record'
import { closeDispute, escalateInquiry, openDispute } from '../resources/open-dispute'
import { chargeToRefund } from '../resources/refunds'
import { invalidRequest } from '../stripe-error'
import { control } from './control-route'
import { AMOUNT, toldAmount } from './told-amount'

/** What a cardholder can still dispute of a charge, in its currency's smallest unit. */
export function disputable(charge: Stripe.Charge, disputes: Stripe.Dispute[]): number {
  const disputed = disputes
    .filter((dispute) => dispute.charge === charge.id && dispute.status !== 'warning_closed')
    .reduce((sum, { amount }) => sum + amount, 0)
  return charge.amount - charge.amount_refunded - disputed
}

/** The calls by which cardholders dispute charges, and by which their banks decide. */
export const disputeControls = [
  control(
    'POST',
    '/disputes',
    {
      charge: string(),
      payment_intent: string(),
      ...AMOUNT,
      reason: oneOf(...REASONS),
      inquiry: boolean(),
    },
    ({ work, params }) => {
      const charge = chargeToRefund(work.changes, params)
      const left = disputable(charge, work.changes.all('dispute'))
      const { reason = 'fraudulent', inquiry: isInquiry = false } = params
      const amount = toldAmount(params, charge.currency) ?? left
      if (charge.status !== 'succeeded' || !charge.captured || left === 0) {
        throw invalidRequest(`There is nothing left of charge ${charge.id} to dispute.`, 'charge')
      }
      if (amount > left) {
        throw invalidRequest(`Only ${left} of charge ${charge.id} is left to dispute.`, 'amount')
      }
      return openDispute(work, charge, { amount, reason, isInquiry })
    },
  ),
  control(
    'POST',
    '/disputes/:id/decide',
    { verdict: required(oneOf('won', 'lost', 'warning_closed', 'escalated')) },
    ({ work, params, id }) => {
      const dispute = findDispute(work.changes, id)
      const { verdict = 'lost' } = params
      if (isClosed(dispute))
        throw invalidRequest(`This dispute is closed already: ${dispute.status}.`, 'verdict')
      if (isInquiry(dispute) !== ['warning_closed', 'escalated'].includes(verdict)) {
        const choice = isInquiry(dispute) ? 'warning_closed or escalated' : 'won or lost'
        throw invalidRequest(`This dispute is ${dispute.status}: it can become ${choice}.`, 'verdict')
      }
      if (verdict === 'escalated') escalateInquiry(work, dispute)
      else closeDispute(work, dispute, verdict)
      return findDispute(work.changes, id)
    },
  ),
]
