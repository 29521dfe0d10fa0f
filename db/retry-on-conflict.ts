/** Postgres' codes for a transaction that lost against another and may simply be tried again. */
const CONFLICTS = new Set(['40001', '40P01'])

const ATTEMPTS = 5

/** Runs a whole transaction again when the database chose it to give way to another (deadlock, serialization). */
export async function retryOnConflict<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * Math.random()))
    }
  }
}

function isConflict(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (CONFLICTS.has((cause as Error & { code?: string }).code ?? '')) return true
  }
  return false
}
