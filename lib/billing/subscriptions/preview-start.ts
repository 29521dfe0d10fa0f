import type { Database } from '@/db/client'
import { readOpenTariff } from '../tariffs/tariff'
import { type ChangePreview, foresee } from './foresee'
import { readMeteredWallet } from './read-metered-wallet'

/** Stands for the subscription that is not there yet. */
const NEW_ID = ''

/**
 * What a user's wallet will come to if a tariff is started at an instant. Nothing is written.
 * @throws AppError `not_found` or `tariff_retired` for the tariff, `invalid_request` if the rate would not fit.
 */
export async function previewStart(
  db: Database,
  wish: { userId: string; tariffId: string; quantity: number; asOf: Date },
): Promise<ChangePreview> {
  const { userId, quantity, asOf } = wish
  const { currency, hourlyRateMicros, monthlyCapHours } = await readOpenTariff(db, wish)
  const price = { quantity, hourlyRateMicros, monthlyCapHours }
  return foresee(await readMeteredWallet(db, { userId, currency, asOf }), {
    currency,
    asOf,
    needsMoney: () => true,
    subjectId: NEW_ID,
    apply: (live, meteredAt) => [
      ...live,
      {
        id: NEW_ID,
        status: 'active',
        ...price,
        meteredMs: 0n,
        meteredAt,
        cappedUntil: null,
        resumesOnTopUp: true,
      },
    ],
  })
}
