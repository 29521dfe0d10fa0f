import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { wallets } from '@/db/schema'
import { assert } from '@/lib/errors'
import type { MeteredSubscription } from '../settlement/metered-subscription'
import type { CappedSubscription } from '../settlement/monthly-cap'
import type { OpenHold } from '../settlement/open-hold'
import type { WalletMeter } from '../settlement/settlement'

/** A wallet as the ledger works on it. */
export type Wallet = WalletMeter & {
  id: bigint
  userId: string
  currency: string
  /** The next instant at which the rate changes by itself or a hold expires, if there is one. */
  nextRateChangeAt: Date | null
}

type CappedRow = { rate: string; hours: number; metered: string; since: string; until: string | null }

/** The running subscriptions of a wallet that have a monthly cap; asked for only where one changes the rate. */
const capped = sql<CappedSubscription[] | null>`(
  case when "wallets".next_rate_change_at is not null then (
    select json_agg(json_build_object(
             'rate', (metered.hourly_rate_micros::numeric * metered.quantity)::text,
             'hours', metered.monthly_cap_hours, 'metered', metered.metered_ms::text,
             'since', metered.metered_at, 'until', metered.capped_until))
      from subscriptions metered
     where metered.wallet_id = "wallets".id and metered.status = 'active'
       and metered.monthly_cap_hours is not null) end)`.mapWith((rows: CappedRow[]) =>
  rows.map(({ rate, hours, metered, since, until }) => ({
    hourlyRateMicros: BigInt(rate),
    capHours: hours,
    meteredMs: Number(metered),
    meteredAt: new Date(since),
    cappedUntil: until === null ? null : new Date(until),
  })),
)

/** What is kept back on a wallet; asked for only where something is. */
const openHolds = sql<OpenHold[] | null>`(
  case when "wallets".held > 0 then (
    select json_agg(json_build_object('amount', kept.amount::text, 'until', kept.expires_at))
      from holds kept where kept.wallet_id = "wallets".id and kept.status = 'open') end)`.mapWith(
  (rows: { amount: string; until: string }[]) =>
    rows.map(({ amount, until }) => ({ amountMinor: BigInt(amount), expiresAt: new Date(until) })),
)

type LiveRow = Omit<CappedRow, 'hours'> & {
  id: string
  status: MeteredSubscription['status']
  quantity: number
  hours: number | null
  resumes: boolean
}

/** What was not stopped on a wallet; asked for only where something is held, since a hold that expires may wake it. */
const live = sql<MeteredSubscription[] | null>`(
  case when "wallets".held > 0 then (
    select coalesce(json_agg(json_build_object(
             'id', live.id, 'status', live.status, 'quantity', live.quantity, 'rate', live.hourly_rate_micros::text,
             'hours', live.monthly_cap_hours, 'metered', live.metered_ms::text, 'since', live.metered_at,
             'until', live.capped_until, 'resumes', live.resumes_on_top_up)), '[]')
      from subscriptions live where live.wallet_id = "wallets".id and live.status <> 'canceled') end)`.mapWith(
  (rows: LiveRow[]) =>
    rows.map(({ id, status, quantity, rate, hours, metered, since, until, resumes }) => ({
      id,
      status,
      quantity,
      hourlyRateMicros: BigInt(rate),
      monthlyCapHours: hours,
      meteredMs: BigInt(metered),
      meteredAt: new Date(since),
      cappedUntil: until === null ? null : new Date(until),
      resumesOnTopUp: resumes,
    })),
)

/** The columns of a wallet under the names that the ledger's functions use. */
export const walletColumns = {
  id: wallets.id,
  userId: wallets.userId,
  currency: wallets.currency,
  balanceMinor: wallets.balance,
  hourlyRateMicros: wallets.hourlyRateMicros,
  carry: wallets.carry,
  lastHourlyBilling: wallets.lastHourlyBilling,
  nextRateChangeAt: wallets.nextRateChangeAt,
  capped,
  holds: openHolds,
  subscriptions: live,
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
  const one = () => tx.select(walletColumns).from(wallets).where(eq(wallets.id, walletId))
  const [locked] = await one().for('no key update')
  // If it waited for the lock it has the wallet's row as it is now, but caps and holds as they were when it began.
  const [wallet] = locked && locked.nextRateChangeAt !== null ? await one() : [locked]
  assert(wallet, `wallet ${walletId} exists`)
  return wallet
}
