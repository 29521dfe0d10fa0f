import { assert } from '@/lib/errors'
import { cappedEndMs, ceilDiv } from './capped-end'
import { effectiveInstant } from './effective-instant'
import {
  isWoken,
  type MeteredSubscription,
  resumeAt,
  suspendAt,
  turnCaps,
  withSubscriptions,
} from './metered-subscription'
import { type CappedSubscription, rateSteps } from './monthly-cap'
import { nextExpiryOf, type OpenHold, spendableMinorOf } from './open-hold'

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
  /** What is kept back, if anything: usage does not touch it. */
  holds?: readonly OpenHold[] | null | undefined
  /** All that was not stopped on it. Has to be known where something is held: a hold that expires wakes what stands still. */
  subscriptions?: readonly MeteredSubscription[] | null | undefined
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
 * change the rate on the way, each stretch of one rate is settled by itself; where a hold expires, what it kept back
 * can be spent from that instant on, and what stood still for lack of money runs on.
 * An instant at or before the last settlement changes nothing, nor does time in which nothing runs.
 * The same rule in SQL is the function `settlement`; both run the same cases.
 * @returns the stretches, and the wallet as it is after them: itself, if nothing changes. One that ran dry has no rate
 *   any more.
 */
export function settle<W extends WalletMeter>(wallet: W, asOf: Date): { pieces: SettledPiece[]; wallet: W } {
  const pieces: SettledPiece[] = []
  let meter = wallet
  for (;;) {
    const expiry = nextExpiryOf(meter)
    const isDue = expiry !== null && expiry <= asOf
    const stretch = settleUntilExpiry(meter, isDue ? expiry : asOf)
    pieces.push(...stretch.pieces)
    meter = stretch.wallet
    if (!isDue) return { pieces, wallet: meter }
    meter = expireHolds(meter, expiry)
  }
}

/**
 * The wallet as it is after the last of its holds that has expired by an instant, whether or not a job has noticed. What
 * is true of it then can be read off it; where no hold is due that is the wallet itself.
 */
export function afterExpiries<W extends WalletMeter>(wallet: W, asOf: Date): W {
  const dueMs = (wallet.holds ?? [])
    .map(({ expiresAt }) => expiresAt.getTime())
    .filter((ms) => ms <= asOf.getTime())
  return dueMs.length === 0 ? wallet : settle(wallet, new Date(Math.max(...dueMs))).wallet
}

/**
 * Minor units a charge, refund, withdrawal or new hold may take at an instant; what the user sees as "available now".
 * What is held is not in it.
 */
export function availableAt(wallet: WalletMeter, asOf: Date): bigint {
  const free = fundsOf(settle(wallet, asOf).wallet)
  return free > 0n ? free / UNIT : 0n
}

/**
 * The instant at which the wallet runs dry if nothing changes, in milliseconds since the epoch, or null if
 * nothing runs. It can lie millions of years ahead, so it stays a number until it is shown. Null too where caps
 * stretch the money beyond the year 9999. A hold that expires before prolongs it; one that would expire later does not.
 */
export function depletesAtMs(wallet: WalletMeter): bigint | null {
  for (let meter = wallet; ; ) {
    const endMs = spentAtMs(meter)
    const expiry = nextExpiryOf(meter)
    const runs = meter.hourlyRateMicros > 0n || (meter.capped?.length ?? 0) > 0
    if (expiry === null || !runs || hasEnded(endMs, expiry)) return endMs
    meter = settle(meter, expiry).wallet
  }
}

/** Whether the money has ended by an instant. A subscription serves its user only while it has not. */
export function isDryAt(wallet: WalletMeter, asOf: Date): boolean {
  return hasEnded(depletesAtMs(wallet), asOf)
}

/** Whether money that ends at an instant (`depletesAtMs`) has ended by another. */
export function hasEnded(endMs: bigint | null, asOf: Date): boolean {
  return endMs !== null && endMs <= BigInt(asOf.getTime())
}

/** When what can be spent now ends, whatever is held. */
function spentAtMs(wallet: WalletMeter): bigint | null {
  const sinceMs = BigInt(wallet.lastHourlyBilling.getTime())
  const left = fundsOf(wallet)
  if ((wallet.capped?.length ?? 0) > 0) return cappedEndMs({ ...wallet, left })
  return wallet.hourlyRateMicros === 0n ? null : sinceMs + ceilDiv(left, wallet.hourlyRateMicros)
}

/** Settles up to an instant at or before which no hold expires. */
function settleUntilExpiry<W extends WalletMeter>(
  wallet: W,
  until: Date,
): { pieces: SettledPiece[]; wallet: W } {
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
    if (at > until) break
    if (settleTo(at)) return { pieces, wallet: suspendAll(meter, meter.lastHourlyBilling) }
    meter = { ...meter, ...step, lastHourlyBilling: effectiveInstant(meter, at) }
  }
  const ranDry = settleTo(until)
  if (meter === wallet) return { pieces, wallet }
  return { pieces, wallet: ranDry ? suspendAll(meter, meter.lastHourlyBilling) : turnAll(meter, until) }
}

function suspendAll<W extends WalletMeter>(wallet: W, at: Date): W {
  const { subscriptions } = wallet
  return subscriptions ? { ...wallet, subscriptions: subscriptions.map((one) => suspendAt(one, at)) } : wallet
}

function turnAll<W extends WalletMeter>(wallet: W, at: Date): W {
  const { subscriptions } = wallet
  return subscriptions ? { ...wallet, subscriptions: subscriptions.map((one) => turnCaps(one, at)) } : wallet
}

/** Lets go of what expires at an instant up to which the wallet is settled. Money is there again: it wakes what sleeps. */
function expireHolds<W extends WalletMeter>(wallet: W, at: Date): W {
  const { subscriptions } = wallet
  assert(subscriptions, 'what stands on a wallet with holds is known')
  const holds = (wallet.holds ?? []).filter(({ expiresAt }) => expiresAt > at)
  const settled: W = { ...wallet, holds, lastHourlyBilling: effectiveInstant(wallet, at) }
  if (!subscriptions.some(isWoken)) return settled
  const woken = subscriptions.map((one) => (isWoken(one) ? resumeAt(one, at) : one))
  return withSubscriptions(settled, woken, at)
}

function settleStretch(wallet: WalletMeter, asOf: Date): Settlement | null {
  if (wallet.hourlyRateMicros === 0n || asOf <= wallet.lastHourlyBilling) return null
  const elapsedMs = BigInt(asOf.getTime() - wallet.lastHourlyBilling.getTime())
  const owed = wallet.hourlyRateMicros * elapsedMs + wallet.carry
  const spendableMinor = spendableMinorOf(wallet)
  if (owed < spendableMinor * UNIT) {
    return { chargedMinor: owed / UNIT, carry: owed % UNIT, settledTo: asOf, ranDry: false }
  }
  const endMs = BigInt(wallet.lastHourlyBilling.getTime()) + ceilDiv(fundsOf(wallet), wallet.hourlyRateMicros)
  assert(endMs <= BigInt(asOf.getTime()), 'a wallet that ran dry did so in the past')
  return { chargedMinor: spendableMinor, carry: 0n, settledTo: new Date(Number(endMs)), ranDry: true }
}

/** What can be spent, beyond what was carried over, in rate micros × milliseconds. */
function fundsOf(wallet: WalletMeter): bigint {
  return spendableMinorOf(wallet) * UNIT - wallet.carry
}
