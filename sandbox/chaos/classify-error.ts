/** What an error says of a call: refused by a rule, to be tried again, of unknown effect, or one that must not be. */
export type Verdict = 'refused' | 'conflict' | 'lost' | 'failed'

/** Codes of the driver and of Node for a connection that went, or could not be made. */
const LOST = /^(CONNECTION_\w+|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08...|57P0.)$/

/** Codes of the database for a transaction that gave way to another: nothing of it happened. */
const CONFLICT = /^(40001|40P01)$/

/** Looks through all layers that wrapped an error. */
export function classifyError(error: unknown): { verdict: Verdict; why: string } {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = String((cause as Error & { code?: unknown }).code ?? '')
    // By name: a worker of another checkout has a class of its own.
    if (cause.name === 'AppError') {
      return { verdict: code === 'idempotency_in_flight' ? 'conflict' : 'refused', why: code }
    }
    if (CONFLICT.test(code)) return { verdict: 'conflict', why: code }
    if (LOST.test(code)) return { verdict: 'lost', why: code }
  }
  return { verdict: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
