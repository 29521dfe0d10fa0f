import type { LogRow, WalletHistory } from './history'
import { createRateTimeline, type RateTimeline } from './rate-timeline'

/** Rate micros × milliseconds that make one minor unit. */
const UNIT = 3_600_000_000_000n

type UsageRow = { row: LogRow; usage: NonNullable<LogRow['usage']>; index: number }

/** A stretch of time that ends with the money, or goes on; `rateAtEnd` ran when it ended. */
type Stretch = { sinceMs: bigint; dry: { atMs: bigint; rateAtEnd: bigint } | null; usage: UsageRow[] }

/**
 * The proof that a wallet paid exactly for what ran: ∫R dt, from its changes of rate, against the log.
 *
 * Time falls into stretches that end with the money. Within a stretch whatever was paid up to the end of a usage row is
 * the whole part of the integral up to there: row by row, not only in the sum. Where the money ended, the integral is
 * what was paid and less than a millisecond of the rate beside it, which nobody pays. In the last stretch what is not
 * paid yet is the carry, to the last micro.
 */
export function checkUsage(wallet: WalletHistory): string[] {
  const { walletId, changes, log } = wallet
  const findings: string[] = []
  for (const [index, change] of changes.entries()) {
    const before = changes[index - 1]
    if (!before || before.atMs <= change.atMs) continue
    findings.push(`wallet ${walletId}: its rate changes at ${before.atMs} and then at ${change.atMs}`)
  }
  const timeline = createRateTimeline(changes)
  const usage = log.flatMap((row, index) => (row.usage ? [{ row, usage: row.usage, index }] : []))
  for (const [number, each] of usage.entries()) {
    findings.push(
      ...checkPeriod(timeline, each, usage[number - 1]).map((what) => `wallet ${walletId}, ${what}`),
    )
  }
  for (const stretch of toStretches(wallet, usage)) {
    findings.push(...checkStretch(wallet, timeline, stretch).map((what) => `wallet ${walletId}: ${what}`))
  }
  return findings
}

function toStretches({ changes }: WalletHistory, usage: UsageRow[]): Stretch[] {
  const stretches: Stretch[] = []
  const left = [...usage]
  let sinceMs = changes[0]?.atMs ?? 0n
  for (const [index, { cause, atMs }] of changes.entries()) {
    if (cause !== 'ran_dry') continue
    const later = left.findIndex((each) => each.usage.endMs > atMs)
    const paid = left.splice(0, later === -1 ? left.length : later)
    stretches.push({ sinceMs, dry: { atMs, rateAtEnd: changes[index - 1]?.rate ?? 0n }, usage: paid })
    sinceMs = atMs
  }
  return [...stretches, { sinceMs, dry: null, usage: left }]
}

function checkStretch(
  wallet: WalletHistory,
  timeline: RateTimeline,
  { sinceMs, dry, usage }: Stretch,
): string[] {
  const findings: string[] = []
  const served = (untilMs: bigint) => timeline.integral(untilMs) - timeline.integral(sinceMs)
  let paid = 0n
  for (const { row, usage: period } of usage) {
    paid -= row.amount
    const left = served(period.endMs) - paid * UNIT
    if (left < 0n || (left >= UNIT && period.endMs !== dry?.atMs)) {
      findings.push(`up to row ${row.seq} it paid ${paid} for ${served(period.endMs) / UNIT}`)
    }
  }
  if (!dry) {
    const left = served(wallet.settledToMs) - paid * UNIT
    if (left !== wallet.carry) findings.push(`it carries ${wallet.carry}, and ${left} is not paid yet`)
    return findings
  }
  const left = served(dry.atMs) - paid * UNIT
  if (left < 0n || left >= dry.rateAtEnd) {
    findings.push(`at ${dry.atMs} it ran dry with ${left} unpaid, at a rate of ${dry.rateAtEnd}`)
  }
  if (!cameToItsEnd(wallet, dry.atMs)) findings.push(`it ran dry at ${dry.atMs} with money left`)
  return findings
}

/**
 * Whether the balance was zero at some row from the last usage up to the end of a stretch to before the next one; or
 * no more than what holds may have kept back at that end, which are those that had not ended before it.
 */
function cameToItsEnd({ log, holds }: WalletHistory, endMs: bigint): boolean {
  const mayBeHeld = holds.filter(({ endedMs }) => endedMs === null || endedMs >= endMs)
  const most = mayBeHeld.reduce((sum, { amount }) => sum + amount, 0n)
  const from = log.findLastIndex((row) => row.usage && row.usage.endMs <= endMs)
  const until = log.findIndex((row) => row.usage && row.usage.endMs > endMs)
  return from === -1 || log.slice(from, until === -1 ? undefined : until).some((row) => row.balance <= most)
}

/** A period follows the one before, and something ran all through it: nobody pays for time in which nothing did. */
function checkPeriod(
  timeline: RateTimeline,
  { row, usage }: UsageRow,
  before: UsageRow | undefined,
): string[] {
  const findings: string[] = []
  const say = (what: string) => findings.push(`row ${row.seq}: ${what}`)
  if (usage.endMs <= usage.startMs) say('its period ends before it begins')
  if (before && usage.startMs < before.usage.endMs)
    say(`its period reaches into that of row ${before.row.seq}`)
  const rates = timeline.ratesIn(usage.startMs, usage.endMs)
  if (rates.some((rate) => rate === 0n)) say('it charges time in which nothing ran')
  else if (rates.length === 1 && rates[0] !== usage.rate)
    say(`${rates[0]} an hour was in force, not ${usage.rate}`)
  return findings
}
