import type { Problem } from './problem'

/** Why the stack stops although nothing is wrong: somebody asked for it. */
export class StopRequested extends Error {
  override readonly name = 'StopRequested'
}

/** The one place where the end of the stack is announced. */
export interface Stop {
  /** Aborted with a StopRequested when it was asked for, with a Problem when a part was lost. */
  signal: AbortSignal
  fail(problem: Problem): void
  /** Resolves when the signal is aborted. */
  wait(): Promise<void>
}

const IMPATIENCE_MS = 1_000

/**
 * Turns Ctrl-C, SIGTERM, a closed terminal and an output that nobody reads any more (`npm start | head`) into an orderly
 * stop. A second Ctrl-C ends the process at once; one within a second of the first is its echo, since npm passes on
 * what the terminal has already sent.
 */
export function listenForStop(): Stop {
  const controller = new AbortController()
  let requestedAt = Number.POSITIVE_INFINITY
  const request = (name?: NodeJS.Signals) => {
    const isImpatient = performance.now() - requestedAt > IMPATIENCE_MS
    if (isImpatient && name === 'SIGINT') process.exit(1)
    requestedAt = Math.min(requestedAt, performance.now())
    controller.abort(new StopRequested())
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, request)
  for (const output of [process.stdout, process.stderr]) output.on('error', () => request())
  const { signal } = controller
  return {
    signal,
    fail: (problem) => controller.abort(problem),
    wait: async () => {
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  }
}
