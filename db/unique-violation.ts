/** Postgres' code for a row that a unique constraint refused. */
const UNIQUE_VIOLATION = '23505'

/** Whether an error is that constraint refusing a row, whichever layer of the driver wrapped it. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code, constraint_name } = cause as Error & { code?: string; constraint_name?: string }
    if (code === UNIQUE_VIOLATION && constraint_name === constraint) return true
  }
  return false
}
