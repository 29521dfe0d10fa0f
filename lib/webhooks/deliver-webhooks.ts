import type { Database } from '@/db/client'
import { log } from '../log'
import { urlRules } from './check-url'
import { type ClaimedDelivery, claimDeliveries, findDueEndpoints } from './claim-deliveries'
import { fanOutEvents } from './fan-out-events'
import { type AttemptResult, postWebhook } from './post-webhook'
import { settleDelivery } from './settle-delivery'
import { signEvent } from './sign-event'

/** Endpoints that one process sends to at the same time. */
const MAX_ENDPOINTS_AT_ONCE = 64

/** A pass ends after this even if there is more to do, so that the next one, with all it finds then, can begin. */
const PASS_MS = 40_000

/** How long to wait before the next look while some endpoint is slow. */
const LOOK_AGAIN_MS = 500

/** What a pass may do and how long, instead of what the settings say. */
export type DeliverOptions = { allowPrivateNetworks?: boolean; passMs?: number }

/**
 * Sends what happened to the endpoints that want to hear of it: writes the deliveries, and attempts those that are due.
 * Any number of processes may do so at once: each delivery belongs to one attempt at a time, endpoints are worked on
 * side by side, and one that is slow holds up no other. No request is made inside a transaction.
 * @returns how many deliveries were taken by their receivers.
 */
export async function deliverWebhooks(db: Database, options: DeliverOptions = {}): Promise<number> {
  const until = performance.now() + (options.passMs ?? PASS_MS)
  const busy = new Map<string, Promise<void>>()
  let delivered = 0
  while (performance.now() < until) {
    await fanOutEvents(db)
    const room = { except: [...busy.keys()], limit: MAX_ENDPOINTS_AT_ONCE - busy.size }
    for (const endpointId of await findDueEndpoints(db, room)) {
      const work = deliverSome(db, endpointId, options)
        .then((taken) => {
          delivered += taken
        })
        .catch((error: unknown) => log.error({ endpointId, error }, 'webhooks could not be delivered'))
        .finally(() => busy.delete(endpointId))
      busy.set(endpointId, work)
    }
    if (busy.size === 0) break
    await Promise.race([...busy.values(), pause(LOOK_AGAIN_MS)])
  }
  await Promise.all(busy.values())
  return delivered
}

/** One handful of an endpoint's deliveries. @returns how many were taken. */
async function deliverSome(db: Database, endpointId: string, options: DeliverOptions): Promise<number> {
  const claimed = await claimDeliveries(db, endpointId)
  // Others have them, or just had them: no use in asking again at once.
  if (claimed.length === 0) await pause(LOOK_AGAIN_MS)
  const results = await Promise.all(claimed.map((delivery) => deliverOne(db, delivery, options)))
  return results.filter(Boolean).length
}

/** What fails on our own side is no attempt of the receiver's: it stays held until it counts as dead, and is due again. */
async function deliverOne(
  db: Database,
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<boolean> {
  try {
    const result = await attempt(db, delivery, options)
    const isOurs = await settleDelivery(db, delivery, result)
    return isOurs && result.error === null
  } catch (error) {
    log.error({ deliveryId: delivery.id, error }, 'a webhook could not be sent or settled')
    return false
  }
}

async function attempt(
  db: Database,
  delivery: ClaimedDelivery,
  options: DeliverOptions,
): Promise<AttemptResult> {
  const signed = await signEvent(db, delivery)
  const { allowPrivateNetworks = urlRules().allowPrivateNetworks } = options
  if (signed) return postWebhook({ ...signed, allowPrivateNetworks })
  log.error(
    { deliveryId: delivery.id },
    'a webhook could not be signed: its secrets are of another AUTH_SECRET',
  )
  return { error: 'unsigned', status: null, answer: null, durationMs: 0, retryAfterMs: null }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
