import type { LateOutcome } from '../store'
import type { Work } from '../work'
import { settlePayment } from './settle-payment'
import { settleRefund } from './settle-refund'

/** Writes what a bank has decided in the end, unless somebody was quicker. */
export function settleLate(work: Work, { subject, outcome }: LateOutcome): void {
  const refund = work.changes.get('refund', subject)
  if (refund) {
    if (refund.status === 'pending' || (refund.status === 'succeeded' && outcome === 'failed')) {
      settleRefund(work, refund, outcome)
    }
    return
  }
  const intent = work.changes.get('payment_intent', subject)
  if (!intent) throw new Error(`BUG: ${subject} is neither a refund nor a payment intent.`)
  if (intent.status === 'processing') settlePayment(work, intent, outcome)
}
