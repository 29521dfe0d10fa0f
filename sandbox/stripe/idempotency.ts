import { createHash } from 'node:crypto'
import type { FormTree } from './form-body'
import type { FirstAnswer, Store } from './store'
import { StripeFailure } from './stripe-error'

const MAX_KEY_LENGTH = 255

/** What must be the same for a repeated key to mean the same request. */
export function fingerprintOf(method: string, path: string, form: FormTree): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, sorted(form)]))
    .digest('base64url')
}

/** The order in which a client writes its parameters does not matter. */
function sorted(value: string | FormTree): unknown {
  if (typeof value === 'string') return value
  return Object.keys(value)
    .sort()
    .map((key) => [key, sorted(value[key] ?? '')])
}

/** Idempotency keys: one execution for each key, and its answer again for every repetition. */
export class Idempotency {
  readonly #store: Store
  readonly #running = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /**
   * Takes a key for one execution. Call `release` when it is over.
   * @returns the first answer, when the key has one already
   * @throws StripeFailure 400 `idempotency_error` for other parameters, 409 while the first is under way
   */
  take(key: string, fingerprint: string): FirstAnswer | undefined {
    if (key.length > MAX_KEY_LENGTH) {
      const message = `Idempotency keys can be up to ${MAX_KEY_LENGTH} characters long.`
      throw new StripeFailure(400, { type: 'invalid_request_error', message })
    }
    if (this.#running.has(key)) {
      throw new StripeFailure(409, {
        type: 'invalid_request_error',
        code: 'idempotency_key_in_use',
        message:
          'There is currently another in-progress request using this Idempotent Key (that probably means you ' +
          `submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      })
    }
    const first = this.#store.peek('first_answer', key)
    if (first && first.fingerprint !== fingerprint) {
      throw new StripeFailure(400, {
        type: 'idempotency_error',
        message:
          'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
          `Try using a key other than '${key}' if you meant to execute a different request.`,
      })
    }
    if (!first) this.#running.add(key)
    return first
  }

  /** Ends the execution that `take` began. */
  release(key: string): void {
    this.#running.delete(key)
  }
}
