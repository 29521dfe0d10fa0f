/** How often a recurring payment is made. */
export type Interval = 'week' | 'month'

const WEEK_MS = 7 * 24 * 3_600_000

/**
 * When the nth period is due, in UTC. Months count from the first one, with its day cut off at the month's end: the
 * 31st is followed by 28 February and then by 31 March.
 * @param period from 0, which is `startsAt` itself.
 */
export function dueAt(startsAt: Date, interval: Interval, period: number): Date {
  if (interval === 'week') return new Date(startsAt.getTime() + period * WEEK_MS)
  const due = new Date(startsAt)
  due.setUTCDate(1)
  due.setUTCMonth(startsAt.getUTCMonth() + period)
  const lastDay = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 1, 0)).getUTCDate()
  due.setUTCDate(Math.min(startsAt.getUTCDate(), lastDay))
  return due
}

/** The first period from one on that is due only after an instant. */
export function nextPeriod(
  { startsAt, interval, period }: { startsAt: Date; interval: Interval; period: number },
  asOf: Date,
): number {
  const spanMs = asOf.getTime() - startsAt.getTime()
  // A month has at most 31 days, so this guess is never too far; a few steps lead to the answer.
  const least = Math.floor(spanMs / (interval === 'week' ? WEEK_MS : 31 * 24 * 3_600_000))
  let next = Math.max(period, least, 0)
  while (dueAt(startsAt, interval, next) <= asOf) next += 1
  return next
}
