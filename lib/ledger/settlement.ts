import { assert } from '../errors'

/** This much accrual is one minor unit: 3 600 000 ms in an hour × 1 000 000 micros in a minor unit. */
export const UNIT = 3_600_000_000_000n

/** What settlement needs to know of a wallet. */
export type WalletMeter = {
  /** Minor units. */
  balanceMinor: bigint
  /** Sum over the running subscriptions of price × quantity, in micros per hour. */
  hourlyRateMicros: bigint
  /** Accrued, too little to charge yet: rate micros × milliseconds, 0 ≤ carry < UNIT. */
  carry: bigint
  /** Up to when usage has been charged. */
  lastHourlyBilling: Date
}

/** What settling does to a wallet. */
export type Settlement = {
  /** Minor units to charge, ≥ 0. */
  chargedMinor: bigint
  carry: bigint
  /** The new `lastHourlyBilling`: the instant asked for, or the one at which the money ended. */
  settledTo: Date
  /** Whether the money ended, so that the running subscriptions are suspended as of `settledTo`. */
  ranDry: boolean
}

/**
 * Charges a wallet for usage up to an instant: the settlement rule (docs/settlement.md), in whole numbers.
 * An instant at or before the last settlement, or a wallet on which nothing runs, changes nothing: null.
 * The same rule in SQL is the function `settlement` of the ledger migration; both run the same vectors.
 */
export function settle(wallet: WalletMeter, asOf: Date): Settlement | null {
  if (wallet.hourlyRateMicros === 0n || asOf <= wallet.lastHourlyBilling) return null
  const owed = accruedAt(wallet, asOf)
  const funds = wallet.balanceMinor * UNIT
  if (owed < funds) {
    return { chargedMinor: owed / UNIT, carry: owed % UNIT, settledTo: asOf, ranDry: false }
  }
  const endMs = depletesAtMs(wallet)
  assert(endMs !== null && endMs <= BigInt(asOf.getTime()), 'a wallet that ran dry did so in the past')
  return { chargedMinor: wallet.balanceMinor, carry: 0n, settledTo: new Date(Number(endMs)), ranDry: true }
}

/** Minor units a charge, refund or withdrawal may take at an instant; what the user sees as "available now". */
export function availableAt(wallet: WalletMeter, asOf: Date): bigint {
  const free = wallet.balanceMinor * UNIT - accruedAt(wallet, asOf)
  return free > 0n ? free / UNIT : 0n
}

/**
 * The instant at which the wallet runs dry if nothing changes, in milliseconds since the epoch, or null if
 * nothing runs. It can lie millions of years ahead, so it stays a number until it is shown.
 */
export function depletesAtMs(wallet: WalletMeter): bigint | null {
  if (wallet.hourlyRateMicros === 0n) return null
  const left = wallet.balanceMinor * UNIT - wallet.carry
  const rate = wallet.hourlyRateMicros
  return BigInt(wallet.lastHourlyBilling.getTime()) + (left + rate - 1n) / rate
}

/** Whether the money has ended by an instant. A subscription serves its user only while it has not. */
export function isDryAt(wallet: WalletMeter, asOf: Date): boolean {
  const endMs = depletesAtMs(wallet)
  return endMs !== null && BigInt(asOf.getTime()) >= endMs
}

/** Usage accrued and not yet charged, in rate micros × milliseconds. A clock that goes back accrues nothing. */
function accruedAt(wallet: WalletMeter, asOf: Date): bigint {
  const elapsedMs = Math.max(0, asOf.getTime() - wallet.lastHourlyBilling.getTime())
  return wallet.hourlyRateMicros * BigInt(elapsedMs) + wallet.carry
}
