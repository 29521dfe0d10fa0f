import { DAY_MS, HOUR_MS } from '@/lib/time'
import { type CappedSubscription, HORIZON_MS, nextMonth, rateSteps } from './monthly-cap'

/** A wallet on which something with a monthly cap runs, and what its money still covers: rate micros × milliseconds. */
type CappedWallet = {
  left: bigint
  /** Without what is capped. */
  hourlyRateMicros: bigint
  lastHourlyBilling: Date
  capped?: readonly CappedSubscription[] | null | undefined
}

/** How often each length of a month comes in 400 years, after which the calendar begins anew. */
const MONTHS_IN_CYCLE = [
  [28, 303],
  [29, 97],
  [30, 4 * 400],
  [31, 7 * 400],
] as const
const CYCLE_MS = 146_097 * DAY_MS

/**
 * The instant at which the money of such a wallet ends, in milliseconds since the epoch; null beyond the year 9999.
 * Each new month begins with every count at zero, so whole months cost what their length says: they are skipped, and
 * only the first and the last are followed step by step. Thousands of years take as long as one.
 */
export function cappedEndMs(wallet: CappedWallet): bigint | null {
  const firstMonth = nextMonth(wallet.lastHourlyBilling).getTime()
  const within = follow(wallet, firstMonth)
  if (within.endMs !== null) return within.endMs

  const { costOf, capped, fullRateMicros } = wholeMonths(wallet)
  const cycleCost = MONTHS_IN_CYCLE.reduce((sum, [days, times]) => sum + costOf(days) * BigInt(times), 0n)
  const cycles = within.left > 0n ? (within.left - 1n) / cycleCost : 0n
  let left = within.left - cycles * cycleCost
  if (cycles * BigInt(CYCLE_MS) + BigInt(firstMonth) > BigInt(HORIZON_MS)) return null
  let month = new Date(firstMonth + Number(cycles) * CYCLE_MS)
  for (;;) {
    if (month.getTime() > HORIZON_MS) return null
    const next = nextMonth(month)
    const cost = costOf((next.getTime() - month.getTime()) / DAY_MS)
    if (left <= cost) {
      const meteredAt = month
      const last = capped.map((meter) => ({ ...meter, meteredMs: 0, meteredAt, cappedUntil: null }))
      const start = { left, hourlyRateMicros: fullRateMicros, lastHourlyBilling: month, capped: last }
      return follow(start, next.getTime()).endMs
    }
    left -= cost
    month = next
  }
}

/** What whole months cost, by their days, and the rate at the beginning of each. */
function wholeMonths(wallet: CappedWallet) {
  const capped = wallet.capped ?? []
  const counted = capped.filter(({ cappedUntil }) => cappedUntil === null)
  const uncappedMicros = wallet.hourlyRateMicros - sumRates(counted)
  const costOf = (days: number) => {
    const hours = days * 24
    const charged = capped.reduce(
      (sum, { hourlyRateMicros, capHours }) => sum + hourlyRateMicros * BigInt(Math.min(capHours, hours)),
      uncappedMicros * BigInt(hours),
    )
    return charged * BigInt(HOUR_MS)
  }
  return { costOf, capped, fullRateMicros: uncappedMicros + sumRates(capped) }
}

/** Follows the rate step by step up to an instant: when the money ends on the way, or what is left then. */
function follow(wallet: CappedWallet, untilMs: number): { endMs: bigint | null; left: bigint } {
  let { left, hourlyRateMicros: rate } = wallet
  let sinceMs = BigInt(wallet.lastHourlyBilling.getTime())
  const endBy = (instantMs: number): bigint | null => {
    const endMs = sinceMs + ceilDiv(left, rate)
    if (rate > 0n && endMs <= BigInt(instantMs)) return endMs
    left -= rate * (BigInt(instantMs) - sinceMs)
    sinceMs = BigInt(instantMs)
    return null
  }
  for (const step of rateSteps(wallet)) {
    const stepMs = step.at.getTime()
    if (stepMs >= untilMs) break
    const endMs = endBy(stepMs)
    if (endMs !== null) return { endMs, left }
    rate = step.hourlyRateMicros
  }
  return { endMs: endBy(untilMs), left }
}

/** Rounds up; nothing at no rate. */
export function ceilDiv(left: bigint, rate: bigint): bigint {
  return rate === 0n ? 0n : (left + rate - 1n) / rate
}

function sumRates(capped: readonly CappedSubscription[]): bigint {
  return capped.reduce((sum, { hourlyRateMicros }) => sum + hourlyRateMicros, 0n)
}
