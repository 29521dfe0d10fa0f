import { boolean, integer, oneOf, type Param } from '../params'
import type { WebhookSwitches } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'
import { webhookSwitches } from '../webhook-switches'
import { control } from './control-route'

/** The count that stands for "all": no test writes more events. */
export const ALL = 1_000_000_000

/** How many are lost: a number, or `all`. */
const lose: Param<number> = {
  read: (raw, name) => (raw === 'all' ? ALL : integer(0, ALL).read(raw, name)),
}

/** The switches as a tester reads and writes them. */
export function describeWebhooks({ delayMs, copies, lose: left, reorder, paused }: WebhookSwitches) {
  return { delay_ms: delayMs, copies, lose: left === ALL ? 'all' : left, reorder, paused }
}

/** The calls that make webhooks worse, and those that send them. */
export const webhookControls = [
  control(
    'POST',
    '/webhooks',
    {
      delay_ms: integer(0, 600_000),
      copies: integer(1, 20),
      lose,
      reorder: boolean(),
      paused: boolean(),
    },
    ({ api, work, params }) => {
      const before = webhookSwitches(api.store)
      const switches: WebhookSwitches = {
        id: 'webhooks',
        delayMs: params.delay_ms ?? before.delayMs,
        copies: params.copies ?? before.copies,
        lose: params.lose ?? before.lose,
        reorder: params.reorder ?? before.reorder,
        paused: params.paused ?? before.paused,
      }
      work.changes.put('webhook_switches', switches)
      // Whoever ends the pause this way wants what was held back, too.
      if (before.paused && !switches.paused) api.webhooks.release('written')
      return describeWebhooks(switches)
    },
  ),
  control(
    'POST',
    '/webhooks/release',
    { order: oneOf('written', 'reversed', 'shuffled') },
    ({ api, params }) => ({ released: api.webhooks.release(params.order ?? 'written') }),
  ),
  control('POST', '/events/:id/resend', {}, async ({ api, id }) => {
    if (!api.store.peek('event', id)) throw noSuch('event', id, 'id', 404)
    if (await api.webhooks.resend(id)) return { id, resent: true }
    throw invalidRequest('There is no address that this event could be sent to.')
  }),
]
