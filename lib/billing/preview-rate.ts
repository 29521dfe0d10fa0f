import type { Database } from '@/db/client'
import { availableAt, depletesAtMs, settle } from '@/lib/ledger/settlement'
import { findWallet } from '@/lib/ledger/wallet'
import { instantFromMs } from '../time'

/** What a change would mean for a wallet. */
export type RatePreview = {
  /** Minor units that could be spent at the instant of the change. */
  availableMinor: bigint
  /** Micros per hour after it. */
  hourlyRateMicros: bigint
  /** When the money would end; null if nothing would run, or beyond what a date can hold. */
  depletesAt: Date | null
}

/**
 * What a user's wallet would come to if its rate changed by so much at an instant: for showing before one agrees.
 * By the calculator alone; nothing is locked or written.
 * @param change `addedRateMicros` is negative where something stops or gets cheaper.
 */
export async function previewRate(
  db: Database,
  change: { userId: string; currency: string; addedRateMicros: bigint; asOf: Date },
): Promise<RatePreview> {
  const { asOf } = change
  const wallet = await findWallet(db, change)
  if (!wallet) return { availableMinor: 0n, hourlyRateMicros: change.addedRateMicros, depletesAt: asOf }
  const settled = settle(wallet, asOf).wallet
  const after = {
    ...settled,
    hourlyRateMicros: settled.hourlyRateMicros + change.addedRateMicros,
    lastHourlyBilling: new Date(Math.max(asOf.getTime(), settled.lastHourlyBilling.getTime())),
  }
  const endMs = depletesAtMs(after)
  return {
    availableMinor: availableAt(after, asOf),
    hourlyRateMicros: after.hourlyRateMicros,
    depletesAt: endMs === null ? null : instantFromMs(endMs),
  }
}
