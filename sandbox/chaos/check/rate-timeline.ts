import type { RateChange } from './history'

/** A wallet's rate over time, in micros per hour. Instants are milliseconds since the epoch. */
export type RateTimeline = {
  /** ∫R dt from the beginning up to an instant, in micros × milliseconds. */
  integral(untilMs: bigint): bigint
  /** The rates in force at some instant of a half-open period; 0 from before the first change on. */
  ratesIn(startMs: bigint, endMs: bigint): bigint[]
}

/** @param changes in the order written, which is that of their instants. */
export function createRateTimeline(changes: RateChange[]): RateTimeline {
  const served: bigint[] = []
  for (const [index, change] of changes.entries()) {
    const before = changes[index - 1]
    served.push(before ? (served[index - 1] ?? 0n) + before.rate * (change.atMs - before.atMs) : 0n)
  }
  /** The last change at or before an instant; -1 if there is none. */
  const lastUpTo = (ms: bigint): number => {
    let [from, to] = [0, changes.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((changes[middle]?.atMs ?? 0n) <= ms) from = middle + 1
      else to = middle
    }
    return from - 1
  }
  return {
    integral: (untilMs) => {
      const index = lastUpTo(untilMs)
      const change = changes[index]
      return change ? (served[index] ?? 0n) + change.rate * (untilMs - change.atMs) : 0n
    },
    ratesIn: (startMs, endMs) => {
      const first = lastUpTo(startMs)
      const rates = [changes[first]?.rate ?? 0n]
      for (let index = first + 1; ; index += 1) {
        const change = changes[index]
        if (!change || change.atMs >= endMs) return rates
        // Of several changes at one instant only the last was ever in force.
        if (changes[index + 1]?.atMs !== change.atMs) rates.push(change.rate)
      }
    },
  }
}
