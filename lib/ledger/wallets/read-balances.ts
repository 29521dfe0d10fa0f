import { asc, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { prepareOnce } from '@/db/prepare-once'
import { wallets } from '@/db/schema'
import { instantFromMs } from '@/lib/time'
import { heldMinorOf } from '../settlement/open-hold'
import { afterExpiries, availableAt, depletesAtMs, settle } from '../settlement/settlement'
import { type Wallet, walletColumns } from './wallet'

/** A wallet as its user sees it at an instant. */
export type WalletBalance = {
  walletId: bigint
  currency: string
  /** Minor units: what the log says. */
  balanceMinor: bigint
  /** Minor units: the balance less usage not yet charged, less what is held; what can be spent. */
  availableMinor: bigint
  /** Minor units that open holds keep back at the instant. */
  heldMinor: bigint
  /** What it pays at the instant, micros per hour: without what is capped then. */
  hourlyRateMicros: bigint
  /** When the money ends if nothing changes; null if nothing runs, or it lies beyond what a date can hold. */
  depletesAt: Date | null
  lastHourlyBilling: Date
}

/**
 * All wallets of a user, by currency.
 * @param query `asOf` null: now, by the database's clock.
 */
export async function readBalances(
  db: Database,
  { userId, asOf }: { userId: string; asOf: Date | null },
): Promise<WalletBalance[]> {
  const rows = await walletsOf(db).execute({ userId })
  return rows.map(({ now, ...wallet }) => balanceOf(wallet, asOf ?? now))
}

const walletsOf = prepareOnce((db) =>
  db
    .select({ ...walletColumns, now: sql`app_now()`.mapWith(wallets.lastHourlyBilling) })
    .from(wallets)
    .where(eq(wallets.userId, sql.placeholder('userId')))
    .orderBy(asc(wallets.currency))
    .prepare('wallets_of_user'),
)

/** What a wallet's row means at an instant. */
export function balanceOf(wallet: Wallet, asOf: Date): WalletBalance {
  const standing = afterExpiries(wallet, asOf)
  const endMs = depletesAtMs(standing)
  return {
    walletId: wallet.id,
    currency: wallet.currency,
    balanceMinor: wallet.balanceMinor,
    availableMinor: availableAt(standing, asOf),
    heldMinor: heldMinorOf(standing),
    hourlyRateMicros: settle(standing, asOf).wallet.hourlyRateMicros,
    depletesAt: endMs === null ? null : instantFromMs(endMs),
    lastHourlyBilling: wallet.lastHourlyBilling,
  }
}
