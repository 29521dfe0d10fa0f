import Stripe from 'stripe'
import type { Delivery, Store } from './store'
import { webhookSwitches } from './webhook-switches'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** The waits between attempts, in milliseconds; the last one repeats. */
export const RETRY_GAPS_MS = [1, 3, 10, 30, 120, 300, 900].map((seconds) => seconds * SECOND)

const ATTEMPT_TIMEOUT_MS = 20 * SECOND
const MAX_AT_ONCE = 8

interface Options {
  store: Store
  secret: string
  gapsMs?: readonly number[]
}

/**
 * Posts events to the webhook address, signed as Stripe signs, until each is answered with a 2xx.
 * What is still undelivered when the process ends is delivered by the next one. Delivery is at least
 * once and in no promised order, as with Stripe.
 */
export class WebhookSender {
  readonly #store: Store
  readonly #secret: string
  readonly #gapsMs: readonly number[]
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #waiting: string[] = []
  readonly #stop = new AbortController()
  #running = 0

  constructor({ store, secret, gapsMs = RETRY_GAPS_MS }: Options) {
    this.#store = store
    this.#secret = secret
    this.#gapsMs = gapsMs
  }

  /** Sends what an earlier process left undelivered, to today's address. */
  resume(url: string | undefined): void {
    if (!url) return
    for (const delivery of this.undelivered()) {
      if (delivery.url !== url) this.#save({ ...delivery, url })
      this.send(delivery.id)
    }
  }

  /** What is still to be delivered, oldest first. */
  undelivered(): Delivery[] {
    return this.#store.all('delivery').filter(({ delivered, lost }) => !delivered && !lost)
  }

  /** Sends one event, as soon as there is room. While webhooks are paused it waits for a release. */
  send(eventId: string): void {
    this.#waiting.push(eventId)
    this.#drain()
  }

  /** Posts an event once more, whatever became of it before; nothing hangs on the answer. */
  async sendCopy(eventId: string): Promise<void> {
    const delivery = this.#store.peek('delivery', eventId)
    if (delivery) await this.#post(delivery.url, eventId)
  }

  /** Stops sending. Attempts under way are broken off and made again by the next process. */
  close(): void {
    this.#stop.abort()
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  #drain(): void {
    if (webhookSwitches(this.#store).paused) this.#waiting.length = 0
    while (this.#running < MAX_AT_ONCE && !this.#stop.signal.aborted) {
      const next = this.#waiting.shift()
      if (next === undefined) return
      this.#running++
      void this.attempt(next).finally(() => {
        this.#running--
        this.#drain()
      })
    }
  }

  /** Makes one attempt to deliver an event, and plans the next one if it fails. */
  async attempt(eventId: string): Promise<void> {
    clearTimeout(this.#timers.get(eventId))
    this.#timers.delete(eventId)
    const before = this.#store.peek('delivery', eventId)
    if (!before || before.delivered || before.lost) return
    const answer = await this.#post(before.url, eventId)
    if (this.#stop.signal.aborted) return
    const delivered = /^2\d\d$/.test(answer)
    const delivery = this.#store.peek('delivery', eventId) ?? before
    const attempts = delivery.attempts + 1
    this.#save({
      ...delivery,
      attempts,
      delivered: delivered || delivery.delivered,
      lastAnswer: answer,
      lastAttemptAt: Date.now(),
    })
    if (!delivered) this.#retryLater(eventId, attempts)
  }

  #retryLater(eventId: string, attempts: number): void {
    const gapMs = this.#gapsMs[Math.min(attempts, this.#gapsMs.length) - 1] ?? MINUTE
    const timer = setTimeout(() => {
      this.#timers.delete(eventId)
      this.send(eventId)
    }, gapMs)
    // A webhook that waits for its next attempt must not keep a finished process alive.
    timer.unref()
    this.#timers.set(eventId, timer)
  }

  /** Posts once. Answers the HTTP status, or what went wrong in a few words. */
  async #post(url: string, eventId: string): Promise<string> {
    const payload = JSON.stringify(this.#store.peek('event', eventId), null, 2)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': sign(payload, this.#secret),
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      })
      await response.body?.cancel()
      return String(response.status)
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'no connection'
    }
  }

  #save(delivery: Delivery): void {
    // Forgetting that an event was delivered means only that it is sent once more.
    this.#store.save('delivery', delivery).catch((error) => console.error(error))
  }
}

/** A `Stripe-Signature` header, stamped with this moment: receivers refuse old ones. */
function sign(payload: string, secret: string): string {
  return Stripe.webhooks.generateTestHeaderString({ payload, secret })
}
