import type { Database } from '@/db/client'
import { assertRateFits } from './assert-rate-fits'
import { previewRate, type RatePreview } from './preview-rate'
import { readOpenTariff } from './tariff'

/** What starting a tariff would mean, for showing before one agrees. */
export type StartPreview = RatePreview & {
  currency: string
  /** What is added to the wallet's rate, micros per hour. */
  addedRateMicros: bigint
}

/**
 * What a user's wallet would come to if a tariff were started at an instant. Nothing is written.
 * @throws AppError `not_found` or `tariff_retired` for the tariff, `invalid_request` if the rate would not fit.
 */
export async function previewStart(
  db: Database,
  wish: { userId: string; tariffId: string; quantity: number; asOf: Date },
): Promise<StartPreview> {
  const { userId, asOf } = wish
  const { currency, hourlyRateMicros } = await readOpenTariff(db, wish)
  const addedRateMicros = hourlyRateMicros * BigInt(wish.quantity)
  const preview = await previewRate(db, { userId, currency, addedRateMicros, asOf })
  assertRateFits(preview.hourlyRateMicros)
  return { ...preview, currency, addedRateMicros }
}
