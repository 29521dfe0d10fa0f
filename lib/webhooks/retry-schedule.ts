import { DAY_MS } from '@/lib/time'

/** Seconds between two attempts, as Standard Webhooks suggests them: ten attempts in three days. */
export const GAPS_S = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** By how much of itself a gap is longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.1

/** However long a receiver asks to be left alone, it is tried again after a day. */
const LONGEST_WAIT_MS = DAY_MS

/** How often a delivery is tried before it is given up. */
export const MAX_ATTEMPTS = GAPS_S.length + 1

/**
 * How long to wait before the next attempt, in milliseconds; null when it is given up.
 * @param attempts made so far, at least 1.
 * @param retryAfterMs what the receiver asked for, which makes a gap longer and never shorter.
 */
export function nextGapMs(
  attempts: number,
  retryAfterMs: number | null,
  random: () => number = Math.random,
): number | null {
  const gapS = GAPS_S[attempts - 1]
  if (gapS === undefined) return null
  const jittered = gapS * 1000 * (1 + JITTER * (2 * random() - 1))
  return Math.round(Math.max(jittered, Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS)))
}
