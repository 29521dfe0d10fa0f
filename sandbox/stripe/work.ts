import Stripe from 'stripe'
import { makeId, nowSeconds } from './make-id'
import type { Changes } from './store'

/** What changes depend on beside the request that makes them. */
export interface Surroundings {
  /** Where events are posted, if anywhere. */
  webhookUrl: string | undefined
  /** How long a bank thinks that does not answer at once. */
  lateOutcomeMs: number
}

/** The request that events name as their cause; without an id they came about by themselves. */
export interface Cause {
  id: string | null
  idempotencyKey: string | null
}

/** Objects that events are about. */
type Subject =
  | Stripe.PaymentIntent
  | Stripe.Charge
  | Stripe.Refund
  | Stripe.Dispute
  | Stripe.Customer
  | Stripe.PaymentMethod
  | Stripe.SetupIntent

/**
 * One set of changes and the events that tell of them: both are written in the same journal line,
 * so there is never a change without its event, nor an event without its change.
 */
export class Work {
  readonly changes: Changes
  /** Ids of the events written, to be delivered once the changes are durable. */
  readonly emitted: string[] = []
  /** Ids of the outcomes that will come later. */
  readonly postponed: string[] = []
  readonly #cause: Cause
  readonly #surroundings: Surroundings

  constructor(changes: Changes, cause: Cause, surroundings: Surroundings) {
    this.changes = changes
    this.#cause = cause
    this.#surroundings = surroundings
  }

  /** Writes an event about an object as it is now; `before` holds the attributes that an update changed. */
  emit(type: string, object: Subject, before?: Record<string, unknown>): void {
    const event = {
      id: makeId('evt'),
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: nowSeconds(),
      data: { object, ...(before ? { previous_attributes: before } : {}) },
      livemode: false,
      pending_webhooks: this.#surroundings.webhookUrl ? 1 : 0,
      request: { id: this.#cause.id, idempotency_key: this.#cause.idempotencyKey },
      type,
    } as unknown as Stripe.Event
    this.changes.put('event', event)
    this.emitted.push(event.id)
    const { webhookUrl } = this.#surroundings
    if (!webhookUrl) return
    this.changes.put('delivery', {
      id: event.id,
      url: webhookUrl,
      attempts: 0,
      delivered: false,
      lastAnswer: null,
      lastAttemptAt: null,
    })
  }

  /** Lets the bank decide about a refund or a payment intent a moment later. */
  postpone(subject: string, outcome: 'succeeded' | 'failed'): void {
    const id = makeId('late')
    const bank = this.changes.get('bank_switches', 'bank')
    this.changes.put('late_outcome', {
      id,
      subject,
      outcome,
      dueAt: Date.now() + (bank?.decidesAfterMs ?? this.#surroundings.lateOutcomeMs),
      done: false,
    })
    this.postponed.push(id)
  }
}
