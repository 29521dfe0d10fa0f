import { HOUR_MS } from '@/lib/time'

/** Enough time is left again when it is more than this part of the threshold: it does not flap around it. */
const REARM_PERCENT = 110n

/** How far a user has been warned, and whether that is news: null where nothing is to be told or kept. */
export type NextWarning = { hours: number | null; warns: boolean } | null

/**
 * What to do about a wallet whose money ends in so many milliseconds. Each threshold is warned of once, the tightest
 * one that is reached; again only after clearly more time than that was left in between.
 * @param wallet `leftMs` is null if the money does not end; `warnedHours` is the threshold warned of last.
 * @param thresholds in hours.
 */
export function nextWarning(
  { leftMs, warnedHours }: { leftMs: bigint | null; warnedHours: number | null },
  thresholds: readonly number[],
): NextWarning {
  const isWithin = (hours: number, percent = 100n) =>
    leftMs !== null && leftMs * 100n <= BigInt(hours * HOUR_MS) * percent
  const reached = tightest(thresholds.filter((hours) => isWithin(hours)))
  if (reached !== null && (warnedHours === null || reached < warnedHours)) {
    return { hours: reached, warns: true }
  }
  if (warnedHours === null || isWithin(warnedHours, REARM_PERCENT)) return null
  const wider = thresholds.filter((hours) => hours > warnedHours && isWithin(hours, REARM_PERCENT))
  return { hours: tightest(wider), warns: false }
}

/** The same bound for a query that looks for wallets to be armed again. */
export const REARM_FACTOR = Number(REARM_PERCENT) / 100

function tightest(hours: readonly number[]): number | null {
  return hours.length === 0 ? null : Math.min(...hours)
}
