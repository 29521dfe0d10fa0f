import type { Store } from '../store'
import { choice, form, section } from './elements'
import { escapeHtml } from './html'

const SHOWN = 10

const BEHAVIOURS = [
  ['pm_card_visa', 'pays'],
  ['pm_card_visa_chargeDeclined', 'is declined'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'has no money'],
  ['pm_card_chargeDeclinedExpiredCard', 'has expired'],
  ['pm_card_visa_chargeDeclinedLostCard', 'was lost'],
  ['pm_card_authenticationRequired', 'wants 3-D Secure every time'],
  ['pm_card_sandboxProcessing', 'pays a moment later'],
  ['pm_card_sandboxProcessingFails', 'fails a moment later'],
  ['pm_card_createDispute', 'disputes what it pays'],
] as const

/** The cards that customers saved, and how each acts from now on. */
export function cardsSection(store: Store): string {
  const lines = store
    .all('payment_method')
    .filter(({ customer }) => customer !== null)
    .slice(-SHOWN)
    .reverse()
    .map((method) => {
      const customer = store.peek('customer', String(method.customer))
      const owner = customer && !customer.deleted ? (customer.email ?? customer.name ?? customer.id) : ''
      const behaviour = store.peek('card_on_file', method.id)?.behaviour ?? 'pm_card_visa'
      const fields = `${choice('acts_as', 'This card', BEHAVIOURS, behaviour)}<button>Apply</button>`
      return `<li id="${method.id}"><span>${escapeHtml(`${method.card?.brand} •••• ${method.card?.last4}`)}
<span class="about">${escapeHtml(owner)}</span></span>
${form(`/payment_methods/${method.id}`, method.id, fields, 'fields')}</li>`
    })
  const intro = 'A card that was good when it was saved can be declined a month later.'
  const list =
    lines.length > 0 ? `<ul class="parts">${lines.join('')}</ul>` : '<p class="empty">No card is saved.</p>'
  return section('cards', 'Saved cards', intro, list)
}
