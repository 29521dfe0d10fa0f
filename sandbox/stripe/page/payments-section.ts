import type { Store } from '../store'
import { section } from './elements'
import { paymentCard } from './payment-card'

const SHOWN = 20

/** The latest payments, each with what can be done to it. */
export function paymentsSection(store: Store): string {
  const refunds = store.all('refund')
  const disputes = store.all('dispute')
  const cards = store
    .all('payment_intent')
    .slice(-SHOWN)
    .reverse()
    .map((intent) =>
      paymentCard({
        intent,
        charge: store.peek('charge', String(intent.latest_charge)),
        refunds: refunds.filter(({ payment_intent: id }) => id === intent.id),
        disputes: disputes.filter(({ payment_intent: id }) => id === intent.id),
      }),
    )
  const intro =
    'What you press here happens as if it were done in the Dashboard, or by the bank of the payer: the app hears of it by webhook.'
  const empty = '<p class="empty">No payments yet. Pay something in the app, and it appears here.</p>'
  return section('payments', 'Payments', intro, cards.join('\n') || empty)
}
