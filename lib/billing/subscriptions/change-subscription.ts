import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, wallets } from '@/db/schema'
import { effectiveInstant } from '@/lib/ledger/settlement/effective-instant'
import { meterWithCap } from '@/lib/ledger/settlement/meter-subscription'
import { setWalletRate } from '@/lib/ledger/settlement/wallet-rate'
import { assertWalletRateFits } from '../tariffs/assert-rate-fits'
import { holdPrices } from '../tariffs/lock-tariff'
import { chooseTariff } from './choose-tariff'
import { type SubscriptionAt, takeLiveSubscription } from './live-subscription'
import { readSubscription, type Subscription } from './subscription'

/** What to change; what is left out stays. */
export type ChangeSubscription = SubscriptionAt & {
  tariffId?: string | undefined
  quantity?: number | undefined
  name?: string | undefined
  /** Whether money that comes in wakes it; by itself this neither resumes nor suspends it. */
  resumesOnTopUp?: boolean | undefined
}

/**
 * Changes a subscription's tariff, quantity, name, or whether money wakes it. The time before is charged at the old rate; a suspended one
 * takes the new price when it resumes. A change of the quantity alone keeps the price that was agreed.
 * @returns null for one that was stopped before: nothing is changed.
 * @throws AppError `not_found`, `tariff_retired`, or `invalid_request` for a tariff in another currency.
 */
export async function changeSubscription(
  tx: Database,
  change: ChangeSubscription,
): Promise<Subscription | null> {
  const taken = await takeLiveSubscription(tx, change)
  if (!taken) return null
  const { subscription, wallet } = taken
  if (change.tariffId !== undefined) await holdPrices(tx, change.tariffId)
  const tariff = await chooseTariff(tx, { ...change, currency: wallet.currency })
  const capHours = tariff ? tariff.monthlyCapHours : subscription.monthlyCapHours
  // What stands still is changed as of the last settlement: it may run on from there, and its history goes forward.
  const at =
    subscription.status === 'active' ? effectiveInstant(wallet, change.asOf) : wallet.lastHourlyBilling
  await tx
    .update(subscriptions)
    .set({
      tariffId: tariff?.id ?? subscription.tariffId,
      tariffPriceId: tariff?.priceId ?? subscription.tariffPriceId,
      name: change.name ?? subscription.name,
      ...(change.resumesOnTopUp !== undefined &&
        change.resumesOnTopUp !== subscription.resumesOnTopUp && {
          resumesOnTopUp: change.resumesOnTopUp,
          resumesSince: change.resumesOnTopUp ? postedBy(wallet.id, change.asOf) : null,
        }),
      quantity: change.quantity ?? subscription.quantity,
      hourlyRateMicros: tariff?.hourlyRateMicros ?? subscription.hourlyRateMicros,
      ...meterWithCap(subscription, { at, capHours }),
    })
    .where(eq(subscriptions.id, subscription.id))
  await assertWalletRateFits(tx, wallet.id)
  if (subscription.status === 'active') {
    await setWalletRate(tx, { walletId: wallet.id, asOf: change.asOf, cause: 'changed' })
  }
  return readSubscription(tx, change)
}

/** An instant, or the wallet's last row where a clock went back behind it: what has come before this has come before. */
function postedBy(walletId: bigint, asOf: Date): SQL<Date> {
  return sql`(select greatest(${asOf.toISOString()}::timestamptz, ${wallets.lastPostedAt})
                from ${wallets} where ${wallets.id} = ${walletId})`
}
