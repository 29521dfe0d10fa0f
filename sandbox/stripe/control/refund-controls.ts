import { oneOf, required, string } from '../params'
import { refundCharge } from '../resources/refund-charge'
import { chargeToRefund, findRefund } from '../resources/refunds'
import { FAILURE_REASONS, settleRefund } from '../resources/settle-refund'
import { invalidRequest } from '../stripe-error'
import type { RefundBehaviour } from '../test-cards'
import { control } from './control-route'
import { AMOUNT, toldAmount } from './told-amount'

/** How a refund goes, by the word that a tester chooses. */
const BEHAVIOURS: Record<string, RefundBehaviour> = {
  succeeds: { begins: 'succeeded' },
  fails_later: { begins: 'succeeded', ends: 'failed' },
  pending: { begins: 'pending' },
  pending_then_succeeds: { begins: 'pending', ends: 'succeeded' },
  pending_then_fails: { begins: 'pending', ends: 'failed' },
  requires_action: { begins: 'requires_action' },
}

/** The calls by which somebody refunds in Stripe's Dashboard, and by which banks treat refunds. */
export const refundControls = [
  control(
    'POST',
    '/refunds',
    {
      charge: string(),
      payment_intent: string(),
      ...AMOUNT,
      reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
      outcome: oneOf(
        'succeeds',
        'fails_later',
        'pending',
        'pending_then_succeeds',
        'pending_then_fails',
        'requires_action',
      ),
    },
    ({ work, params }) => {
      const charge = chargeToRefund(work.changes, params)
      return refundCharge(work, charge, {
        amount: toldAmount(params, charge.currency),
        reason: params.reason ?? null,
        metadata: {},
        behaviour: params.outcome && BEHAVIOURS[params.outcome],
      })
    },
  ),
  control(
    'POST',
    '/refunds/:id/settle',
    {
      outcome: required(oneOf('succeeded', 'failed', 'canceled')),
      failure_reason: oneOf(...FAILURE_REASONS),
    },
    ({ work, params, id }) => {
      const refund = findRefund(work.changes, id)
      const { outcome = 'failed' } = params
      const isOpen = refund.status === 'pending' || refund.status === 'requires_action'
      // Banks send back what they had taken; nothing else happens to a refund that is over.
      if (!isOpen && !(refund.status === 'succeeded' && outcome === 'failed')) {
        throw invalidRequest(`This refund is ${refund.status}, so it cannot become ${outcome}.`, 'outcome')
      }
      const usual = outcome === 'canceled' ? 'merchant_request' : undefined
      settleRefund(work, refund, outcome, params.failure_reason ?? usual)
      return findRefund(work.changes, id)
    },
  ),
]
