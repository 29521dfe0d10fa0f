import { AppError } from '../errors'

/**
 * Codes of the driver and of Postgres that say "not now": no connection, shutting down, too many connections, or a
 * conflict that was lost too often.
 */
const TRANSIENT = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '40001',
  '40P01',
  '55P03',
])

/** The `unavailable` refusal for a database that cannot be reached or was too busy; undefined for any other error. */
export function unavailability(thrown: unknown): AppError | undefined {
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as Error & { code?: unknown }
    if (typeof code === 'string' && TRANSIENT.has(code)) {
      return new AppError('unavailable', 'The service is busy or restarting. Try again shortly.', {
        retryAfterSeconds: 1,
        cause: thrown,
      })
    }
  }
  return undefined
}
