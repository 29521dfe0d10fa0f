import { effectiveInstant } from '@/lib/ledger/settlement/effective-instant'
import {
  type MeteredSubscription,
  sumRates,
  withSubscriptions,
} from '@/lib/ledger/settlement/metered-subscription'
import { availableAt, depletesAtMs, hasEnded, settle } from '@/lib/ledger/settlement/settlement'
import { instantFromMs } from '@/lib/time'
import { assertRateFits } from '../tariffs/assert-rate-fits'
import type { MeteredWallet } from './metered-wallet'
import { type SubscriptionStanding, standingOf } from './subscription-standing'

/** What a change of what runs on a wallet will come to, for showing before one agrees. */
export type ChangePreview = {
  /** Whether it would be done; a start and a resumption are refused while nothing is available. */
  isPossible: boolean
  currency: string
  /** Minor units of usage that are charged up to the instant of the change, at the old rate. */
  chargedNowMinor: bigint
  /** Minor units that can be spent after that. */
  availableMinor: bigint
  /** What the wallet pays from then on, micros per hour. */
  hourlyRateMicros: bigint
  /** When the money ends then; null if nothing would run, or beyond what a date can hold. */
  depletesAt: Date | null
  /** The subscription itself after the change; null where it stops. */
  subscription: PreviewedSubscription | null
}

/** A subscription as it would be after a change. */
export type PreviewedSubscription = SubscriptionStanding & {
  /** Price × quantity, micros per hour. */
  hourlyRateMicros: bigint
  monthlyCapHours: number | null
  /** Whether it runs after the change; one that is suspended takes the new price when it resumes. */
  runs: boolean
}

/** A change of a wallet's subscriptions: what is made of them at the instant it counts from. */
export type Change = {
  currency: string
  asOf: Date
  /** Whether it is refused while nothing is available, seeing what is live after settling. Left out: never. */
  needsMoney?: (live: readonly MeteredSubscription[]) => boolean
  /** Which subscription the change is about, after it. */
  subjectId: string
  apply: (live: readonly MeteredSubscription[], at: Date) => readonly MeteredSubscription[]
}

/**
 * Plays a change on a wallet in memory, by the calculators that the change itself goes by: settle at the old rate,
 * change, and go on at the new one. Nothing is locked or written.
 * @throws AppError `invalid_request` if the rate would not fit.
 */
export function foresee(wallet: MeteredWallet, change: Change): ChangePreview {
  const { asOf, currency } = change
  const { pieces, wallet: settled } = settle(wallet, asOf)
  const availableMinor = availableAt(settled, asOf)
  const live = change.apply(settled.subscriptions, effectiveInstant(settled, asOf))
  const after = withSubscriptions(settled, live, asOf)
  assertRateFits(sumRates(live))
  const endMs = depletesAtMs(after)
  return {
    isPossible: availableMinor > 0n || !change.needsMoney?.(settled.subscriptions),
    currency,
    chargedNowMinor: pieces.reduce((sum, { chargedMinor }) => sum + chargedMinor, 0n),
    availableMinor,
    hourlyRateMicros: after.hourlyRateMicros,
    depletesAt: endMs === null ? null : instantFromMs(endMs),
    subscription: subjectOf(after, endMs, change),
  }
}

function subjectOf(
  after: MeteredWallet,
  endMs: bigint | null,
  { subjectId, asOf }: Change,
): PreviewedSubscription | null {
  const subject = after.subscriptions.find(({ id }) => id === subjectId)
  if (!subject) return null
  return {
    ...standingOf(subject, { endMs, asOf }),
    hourlyRateMicros: sumRates([subject]),
    monthlyCapHours: subject.monthlyCapHours,
    runs: subject.status === 'active' && !hasEnded(endMs, asOf),
  }
}
