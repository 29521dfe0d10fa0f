import type Stripe from 'stripe'
import type { Delivery, Store } from '../store'
import { badge, button, moment, section } from './elements'
import { escapeHtml } from './html'

const SHOWN = 25

/** The latest events, how their webhooks went, and a button to send each again. */
export function eventsSection(store: Store): string {
  const lines = store
    .all('event')
    .slice(-SHOWN)
    .reverse()
    .map((event) => line(event, store.peek('delivery', event.id)))
  const list =
    lines.length > 0 ? `<ul class="events">${lines.join('')}</ul>` : '<p class="empty">None yet.</p>'
  return section(
    'events',
    'Events',
    'The latest events, and what the app answered to their webhooks. Times are UTC.',
    list,
  )
}

function line(event: Stripe.Event, delivery: Delivery | undefined): string {
  const subject = (event.data.object as { id?: string }).id ?? ''
  const attempts = delivery && delivery.attempts > 1 ? `, ${delivery.attempts} attempts` : ''
  const answer = delivery?.lastAnswer ? `answer ${delivery.lastAnswer}${attempts}` : ''
  return `<li id="${event.id}"><span class="type">${escapeHtml(event.type)}</span>
${badge(delivery ? stateOf(delivery) : 'only listed')}
<span class="about">${escapeHtml(answer)}</span>
<code>${escapeHtml(subject)}</code>${moment(event.created * 1000)}
${delivery ? button(`/events/${event.id}/resend`, event.id, 'Send again') : ''}</li>`
}

function stateOf({ delivered, lost, attempts }: Delivery): string {
  if (delivered) return 'delivered'
  if (lost) return 'lost'
  return attempts === 0 ? 'waiting' : 'to be retried'
}
