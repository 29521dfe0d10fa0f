import type { Database } from '@/db/client'
import { assertRateFits } from './assert-rate-fits'
import { previewRate, type RatePreview } from './preview-rate'
import { readSubscription } from './subscription'
import { readOpenTariff } from './tariff'

/** What changing a subscription would mean, for showing before one agrees. */
export type ChangePreview = RatePreview & {
  currency: string
  /** What the subscription itself would cost, micros per hour. */
  subscriptionRateMicros: bigint
  /** Whether it runs, so that the change counts from now; a suspended one takes the new price when it resumes. */
  runs: boolean
}

/**
 * What a user's wallet would come to if a subscription changed at an instant. Nothing is written. A change of the
 * quantity alone keeps the agreed price, as the change itself does.
 * @throws AppError `not_found`, `tariff_retired`, or `invalid_request` if the rate would not fit.
 */
export async function previewChange(
  db: Database,
  wish: {
    userId: string
    subscriptionId: string
    tariffId?: string | undefined
    quantity: number
    asOf: Date
  },
): Promise<ChangePreview> {
  const { userId, tariffId, asOf } = wish
  const subscription = await readSubscription(db, wish)
  const unitRateMicros =
    tariffId === undefined
      ? subscription.unitHourlyRateMicros
      : (await readOpenTariff(db, { tariffId, asOf })).hourlyRateMicros
  const { currency, entitled: runs } = subscription
  const subscriptionRateMicros = unitRateMicros * BigInt(wish.quantity)
  const addedRateMicros = runs ? subscriptionRateMicros - subscription.hourlyRateMicros : 0n
  const preview = await previewRate(db, { userId, currency, addedRateMicros, asOf })
  assertRateFits(preview.hourlyRateMicros)
  assertRateFits(subscriptionRateMicros)
  return { ...preview, currency, subscriptionRateMicros, runs }
}
