import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/**
 * Counts a question to Stripe and dates the next one, by the wall clock: each gap is 1.3 times the one before, so that it is
 * about a quarter of the age, and at most six hours.
 * @param checks the row's count of questions so far.
 * @param firstGapS seconds until the second question.
 */
export function nextCheck(checks: AnyColumn, firstGapS: number): { checks: SQL; nextCheckAt: SQL } {
  const gapS = sql`least(21600, ${firstGapS}::int * power(1.3, least(${checks}, 30)))`
  return { checks: sql`${checks} + 1`, nextCheckAt: sql`clock_timestamp() + ${gapS} * interval '1 second'` }
}
