import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, LIST_PARAMS, listObjects } from '../list-objects'
import { boolean, list, string } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'

/** An event as it stands now: its webhook may have been delivered since it was written. */
function current(changes: Changes, event: Stripe.Event): Stripe.Event {
  const delivery = changes.get('delivery', event.id)
  return { ...event, pending_webhooks: delivery && !delivery.delivered ? 1 : 0 } as Stripe.Event
}

/** `charge.*` stands for every type that begins with `charge.`. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted
}

function wantedTypes({ type, types }: { type?: string; types?: string[] }): string[] | undefined {
  if (type !== undefined && types !== undefined) {
    const message = 'You may only specify one of these parameters: type, types.'
    throw invalidRequest(message, 'types', 'parameters_exclusive')
  }
  if (types && types.length > 20) throw invalidRequest('You may pass up to 20 event types.', 'types')
  return type === undefined ? types : [type]
}

/** The calls about events. */
export const eventRoutes = [
  route(
    'GET',
    '/v1/events',
    'secret',
    { ...LIST_PARAMS, type: string(), types: list(string()), delivery_success: boolean() },
    ({ work, params }) => {
      const types = wantedTypes(params)
      const isListed = (event: Stripe.Event) => {
        if (types && !types.some((wanted) => matches(event.type, wanted))) return false
        if (params.delivery_success === undefined) return true
        return (current(work.changes, event).pending_webhooks === 0) === params.delivery_success
      }
      const page = listObjects('event', '/v1/events', work.changes.all('event'), params, isListed)
      return { ...page, data: page.data.map((event) => current(work.changes, event)) }
    },
  ),
  route('GET', '/v1/events/:id', 'secret', EXPAND, ({ work, id }) => {
    const event = work.changes.get('event', id)
    if (!event) throw noSuch('event', id, 'id', 404)
    return current(work.changes, event)
  }),
]
