import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault, Store } from './store'

/** The faults that still happen to calls, oldest first. */
export function pendingFaults(store: Store): Fault[] {
  return store.all('fault').filter(({ left }) => left > 0)
}

/** Takes the fault that is meant for this call, if there is one. */
export function takeFault(store: Store, request: IncomingMessage, path: string): Fault | undefined {
  const fault = pendingFaults(store).find(
    (candidate) =>
      (candidate.method === null || candidate.method === request.method) && matches(path, candidate.path),
  )
  if (!fault) return undefined
  store.save('fault', { ...fault, left: fault.left - 1 }).catch((error) => console.error(error))
  return fault
}

/** `*` stands for anything. */
function matches(path: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(path)
}

/** What Stripe answers when it fails or is asked too often. */
export function faultBody({ status }: Fault): { error: Record<string, string> } {
  if (status === 429) {
    return {
      error: {
        type: 'invalid_request_error',
        code: 'rate_limit',
        message:
          'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
      },
    }
  }
  const message =
    status === 503
      ? 'Stripe is temporarily unavailable. Please try again.'
      : 'An unknown error occurred. The Stripe sandbox was told to answer so.'
  return { error: { type: 'api_error', message } }
}

/** Calls whose answer never comes. */
export class HangingCalls {
  readonly #responses = new Set<ServerResponse>()

  /** Leaves a call without an answer until its caller gives up. */
  add(response: ServerResponse): void {
    this.#responses.add(response)
    response.once('close', () => this.#responses.delete(response))
  }

  /** Cuts the connections of all of them. */
  drop(): void {
    for (const response of this.#responses) response.destroy()
  }
}
