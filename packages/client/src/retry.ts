import type { HourglassError } from './error.js'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000

/** A server that asks for more patience than this is not waited for: the caller is told, and may come back. */
const LONGEST_ASKED_MS = 60_000

/**
 * How long to wait before trying again, or undefined if that would change nothing. Without an answer, with 429 and with
 * 5xx it may: the effect has a key, so it comes about once. So it may while an attempt of ours that was given up is
 * still at work on the server. What else is refused is refused for good.
 * @param attempt how many attempts were made.
 */
export function waitBefore(error: HourglassError, attempt: number): number | undefined {
  const { status, code, retryAfterMs } = error
  const mayPass = status === undefined || status === 429 || status >= 500 || code === 'idempotency_in_flight'
  if (!mayPass) return undefined
  if (retryAfterMs !== undefined) return retryAfterMs <= LONGEST_ASKED_MS ? jittered(retryAfterMs) : undefined
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
  // Many clients that failed together are not to come back together.
  return wait * (0.5 + Math.random() / 2)
}

/** Never sooner than was asked for, and not all at the same moment. */
function jittered(askedMs: number): number {
  return askedMs + Math.random() * FIRST_WAIT_MS
}

/** Waits. @throws the signal's reason as soon as it is aborted. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
