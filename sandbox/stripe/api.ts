import type { Keys } from './authenticate-key'
import type { HangingCalls } from './faults'
import type { Idempotency } from './idempotency'
import type { LateOutcomes } from './late-outcomes'
import type { Store } from './store'
import type { WebhookDispatch } from './webhook-dispatch'
import type { Surroundings } from './work'

/** What the API needs to answer. */
export interface Api extends Surroundings {
  store: Store
  keys: Keys
  idempotency: Idempotency
  webhooks: WebhookDispatch
  hanging: HangingCalls
  lateOutcomes: LateOutcomes
  baseUrl: string
  /** How long each mutating call takes at least: a network and a bank are not instant. */
  latencyMs: number
}
