import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { wallets } from '@/db/schema'
import { assert } from '../errors'
import type { WalletMeter } from './settlement'

/** A wallet as the ledger works on it. */
export type Wallet = WalletMeter & { id: bigint; userId: string; currency: string }

/** The columns of a wallet under the names that the ledger's functions use. */
export const walletColumns = {
  id: wallets.id,
  userId: wallets.userId,
  currency: wallets.currency,
  balanceMinor: wallets.balance,
  hourlyRateMicros: wallets.hourlyRateMicros,
  carry: wallets.carry,
  lastHourlyBilling: wallets.lastHourlyBilling,
}

/**
 * The user's wallet in a currency, made if there is none yet.
 * @returns its id.
 */
export async function openWallet(
  db: Database,
  { userId, currency, asOf }: { userId: string; currency: string; asOf: Date },
): Promise<bigint> {
  const found = await findWallet(db, { userId, currency })
  if (found) return found.id
  await db
    .insert(wallets)
    .values({ userId, currency, lastHourlyBilling: asOf })
    .onConflictDoNothing({ target: [wallets.userId, wallets.currency] })
  const opened = await findWallet(db, { userId, currency })
  assert(opened, 'a wallet that was just opened exists')
  return opened.id
}

/** The user's wallet in a currency, if there is one. Not locked: for showing, not for deciding. */
export async function findWallet(
  db: Database,
  { userId, currency }: { userId: string; currency: string },
): Promise<Wallet | undefined> {
  const [wallet] = await db
    .select(walletColumns)
    .from(wallets)
    .where(and(eq(wallets.userId, userId), eq(wallets.currency, currency)))
  return wallet
}

/**
 * Locks a wallet until the transaction ends. Everything that changes a wallet, its subscriptions or its rate
 * holds this lock, so statements that follow see all that was committed before.
 */
export async function lockWallet(tx: Database, walletId: bigint): Promise<Wallet> {
  const [wallet] = await tx
    .select(walletColumns)
    .from(wallets)
    .where(eq(wallets.id, walletId))
    .for('no key update')
  assert(wallet, `wallet ${walletId} exists`)
  return wallet
}

/** Sets a wallet's rate to the sum of its active subscriptions, from an instant on. The wallet is locked and settled. */
export async function setWalletRate(
  tx: Database,
  { walletId, asOf, cause }: { walletId: bigint; asOf: Date; cause: string },
): Promise<void> {
  await tx.execute(sql`
    with changed as (
      update wallets w
         set hourly_rate_micros = (
               select coalesce(sum(s.hourly_rate_micros::numeric * s.quantity), 0)
                 from subscriptions s where s.wallet_id = w.id and s.status = 'active'),
             last_hourly_billing = greatest(w.last_hourly_billing, ${asOf.toISOString()}::timestamptz)
       where w.id = ${walletId}
      returning old.hourly_rate_micros as before, new.hourly_rate_micros as after, new.last_hourly_billing as at)
    insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
    select ${walletId}, at, after, ${cause} from changed where before <> after`)
}
