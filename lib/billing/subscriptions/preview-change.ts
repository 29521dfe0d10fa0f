import type { Database } from '@/db/client'
import { meterWithCap } from '@/lib/ledger/settlement/meter-subscription'
import { chooseTariff } from './choose-tariff'
import { type ChangePreview, foresee } from './foresee'
import { readMeteredWallet } from './read-metered-wallet'
import { readSubscription } from './subscription'

/**
 * What a user's wallet will come to if a subscription changes at an instant. Nothing is written. A change of the
 * quantity alone keeps the agreed price, as the change itself does.
 * @returns null for one that was stopped.
 * @throws AppError `not_found`, `tariff_retired`, or `invalid_request` for a tariff in another currency or a rate that
 *   would not fit.
 */
export async function previewChange(
  db: Database,
  wish: {
    userId: string
    subscriptionId: string
    tariffId?: string | undefined
    quantity?: number | undefined
    asOf: Date
  },
): Promise<ChangePreview | null> {
  const { userId, subscriptionId, tariffId, asOf } = wish
  const { currency, status } = await readSubscription(db, wish)
  if (status === 'canceled') return null
  const tariff = await chooseTariff(db, { tariffId, currency, asOf })
  return foresee(await readMeteredWallet(db, { userId, currency, asOf }), {
    currency,
    asOf,
    subjectId: subscriptionId,
    apply: (live, at) =>
      live.map((one) => {
        if (one.id !== subscriptionId) return one
        const capHours = tariff ? tariff.monthlyCapHours : one.monthlyCapHours
        const hourlyRateMicros = tariff?.hourlyRateMicros ?? one.hourlyRateMicros
        const quantity = wish.quantity ?? one.quantity
        return { ...one, quantity, hourlyRateMicros, ...meterWithCap(one, { at, capHours }) }
      }),
  })
}
