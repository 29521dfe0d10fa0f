import type { Database } from '@/db/client'
import { tariffPrices, tariffs } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { assert } from '@/lib/errors'
import { plantWallet, START } from './fixtures'

/** A user with money on whose wallet one subscription has run since an instant, at 100 minor units an hour if not told. */
export async function plantRunning(
  db: Database,
  plan: { balanceMinor: bigint; hourlyRateMicros?: bigint; monthlyCapHours?: number; asOf?: Date },
): Promise<{ userId: string; walletId: bigint; currency: string; subscriptionId: string }> {
  const { balanceMinor, hourlyRateMicros = 100_000_000n, monthlyCapHours = null, asOf = START } = plan
  const wallet = await plantWallet(db, { balanceMinor, asOf })
  const [tariff] = await db.insert(tariffs).values({ name: 'Test tariff', currency: 'RUB' }).returning()
  assert(tariff, 'an inserted tariff has an id')
  await db
    .insert(tariffPrices)
    .values({ tariffId: tariff.id, hourlyRateMicros, monthlyCapHours, effectiveFrom: new Date(0) })
  const wish = { userId: wallet.userId, tariffId: tariff.id, quantity: 1, name: '', asOf }
  const started = await db.transaction((tx) => startSubscription(tx, wish))
  assert(started.ok, 'it has money')
  return { ...wallet, subscriptionId: started.subscription.id }
}
