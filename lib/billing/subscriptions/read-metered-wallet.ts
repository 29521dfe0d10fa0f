import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, wallets } from '@/db/schema'
import { cappedOf } from '@/lib/ledger/settlement/metered-subscription'
import { walletColumns } from '@/lib/ledger/wallets/wallet'
import type { MeteredWallet } from './metered-wallet'

/** The columns of `MeteredSubscription`. */
export const meterColumns = {
  id: subscriptions.id,
  status: subscriptions.status,
  quantity: subscriptions.quantity,
  hourlyRateMicros: subscriptions.hourlyRateMicros,
  monthlyCapHours: subscriptions.monthlyCapHours,
  meteredMs: subscriptions.meteredMs,
  meteredAt: subscriptions.meteredAt,
  cappedUntil: subscriptions.cappedUntil,
  resumesOnTopUp: subscriptions.resumesOnTopUp,
}

/**
 * A user's wallet in a currency with what was not stopped on it, in one statement, so that both are of one instant. Not
 * locked: for showing what a change will come to. One that was never opened is empty.
 */
export async function readMeteredWallet(
  db: Database,
  { userId, currency, asOf }: { userId: string; currency: string; asOf: Date },
): Promise<MeteredWallet> {
  const rows = await db
    .select({ wallet: walletColumns, subscription: meterColumns })
    .from(wallets)
    .leftJoin(
      subscriptions,
      and(eq(subscriptions.walletId, wallets.id), ne(subscriptions.status, 'canceled')),
    )
    .where(and(eq(wallets.userId, userId), eq(wallets.currency, currency)))
  const wallet = rows[0]?.wallet
  if (!wallet) {
    return { balanceMinor: 0n, hourlyRateMicros: 0n, carry: 0n, lastHourlyBilling: asOf, subscriptions: [] }
  }
  const live = rows.flatMap(({ subscription }) => (subscription ? [subscription] : []))
  return { ...wallet, subscriptions: live, capped: cappedOf(live) }
}
