import { assert } from '../errors'
import { cappedEndMs, ceilDiv } from './capped-end'
import { type CappedSubscription, rateSteps } from './monthly-cap'

/** This much accrual is one minor unit: 3 600 000 ms in an hour × 1 000 000 micros in a minor unit. */
export const UNIT = 3_600_000_000_000n

/** What settlement needs to know of a wallet. */
export type WalletMeter = {
  /** Minor units. */
  balanceMinor: bigint
  /** Sum over the running subscriptions of price × quantity, in micros per hour; without those that are capped. */
  hourlyRateMicros: bigint
  /** Accrued, too little to charge yet: rate micros × milliseconds, 0 ≤ carry < UNIT. */
  carry: bigint
  /** Up to when usage has been charged. */
  lastHourlyBilling: Date
  /** The running subscriptions that have a monthly cap, if any: by them the rate changes at known instants. */
  capped?: readonly CappedSubscription[] | null | undefined
}

/** What settling does to a wallet over a stretch of time in which its rate is the same. */
export type Settlement = {
  /** Minor units to charge, ≥ 0. */
  chargedMinor: bigint
  carry: bigint
  /** The new `lastHourlyBilling`: the instant asked for, or the one at which the money ended. */
  settledTo: Date
  /** Whether the money ended, so that the running subscriptions are suspended as of `settledTo`. */
  ranDry: boolean
}

/** A stretch that was settled: from when, and at which rate. */
export type SettledPiece = Settlement & { since: Date; hourlyRateMicros: bigint }

/**
 * Charges a wallet for usage up to an instant: the settlement rule (docs/settlement.md), in whole numbers. Where caps
 * change the rate on the way, each stretch of one rate is settled by itself.
 * An instant at or before the last settlement changes nothing, nor does time in which nothing runs.
 * The same rule in SQL is the function `settlement`; both run the same cases.
 * @returns the stretches, and the wallet as it is after them. One that ran dry has no rate any more.
 */
export function settle<W extends WalletMeter>(wallet: W, asOf: Date): { pieces: SettledPiece[]; wallet: W } {
  const pieces: SettledPiece[] = []
  let meter: W = wallet
  const settleTo = (instant: Date): boolean => {
    const piece = settleStretch(meter, instant)
    if (!piece) return false
    pieces.push({ ...piece, since: meter.lastHourlyBilling, hourlyRateMicros: meter.hourlyRateMicros })
    meter = {
      ...meter,
      balanceMinor: meter.balanceMinor - piece.chargedMinor,
      carry: piece.carry,
      lastHourlyBilling: piece.settledTo,
      ...(piece.ranDry && { hourlyRateMicros: 0n, capped: [] }),
    }
    return piece.ranDry
  }
  for (const { at, ...step } of rateSteps(wallet)) {
    if (at > asOf) break
    if (settleTo(at)) return { pieces, wallet: meter }
    meter = {
      ...meter,
      ...step,
      lastHourlyBilling: at > meter.lastHourlyBilling ? at : meter.lastHourlyBilling,
    }
  }
  settleTo(asOf)
  return { pieces, wallet: meter }
}

/** Minor units a charge, refund or withdrawal may take at an instant; what the user sees as "available now". */
export function availableAt(wallet: WalletMeter, asOf: Date): bigint {
  const free = fundsLeftAt(wallet, asOf)
  return free > 0n ? free / UNIT : 0n
}

/**
 * The instant at which the wallet runs dry if nothing changes, in milliseconds since the epoch, or null if
 * nothing runs. It can lie millions of years ahead, so it stays a number until it is shown. Null too where caps
 * stretch the money beyond the year 9999.
 */
export function depletesAtMs(wallet: WalletMeter): bigint | null {
  const sinceMs = BigInt(wallet.lastHourlyBilling.getTime())
  const left = wallet.balanceMinor * UNIT - wallet.carry
  if ((wallet.capped?.length ?? 0) > 0) return cappedEndMs({ ...wallet, left })
  return wallet.hourlyRateMicros === 0n ? null : sinceMs + ceilDiv(left, wallet.hourlyRateMicros)
}

/** Whether the money has ended by an instant. A subscription serves its user only while it has not. */
export function isDryAt(wallet: WalletMeter, asOf: Date): boolean {
  return hasEnded(depletesAtMs(wallet), asOf)
}

/** Whether money that ends at an instant (`depletesAtMs`) has ended by another. */
export function hasEnded(endMs: bigint | null, asOf: Date): boolean {
  return endMs !== null && endMs <= BigInt(asOf.getTime())
}

function settleStretch(wallet: WalletMeter, asOf: Date): Settlement | null {
  if (wallet.hourlyRateMicros === 0n || asOf <= wallet.lastHourlyBilling) return null
  const elapsedMs = BigInt(asOf.getTime() - wallet.lastHourlyBilling.getTime())
  const owed = wallet.hourlyRateMicros * elapsedMs + wallet.carry
  if (owed < wallet.balanceMinor * UNIT) {
    return { chargedMinor: owed / UNIT, carry: owed % UNIT, settledTo: asOf, ranDry: false }
  }
  const left = wallet.balanceMinor * UNIT - wallet.carry
  const endMs = BigInt(wallet.lastHourlyBilling.getTime()) + ceilDiv(left, wallet.hourlyRateMicros)
  assert(endMs <= BigInt(asOf.getTime()), 'a wallet that ran dry did so in the past')
  return { chargedMinor: wallet.balanceMinor, carry: 0n, settledTo: new Date(Number(endMs)), ranDry: true }
}

/** What the balance holds beyond the usage accrued by an instant, in rate micros × milliseconds; below 0 if dry. */
function fundsLeftAt(wallet: WalletMeter, asOf: Date): bigint {
  const settled = settle(wallet, asOf)
  return settled.wallet.balanceMinor * UNIT - settled.wallet.carry
}
