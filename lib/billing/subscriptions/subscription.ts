import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, tariffs, wallets } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { type MeteredSubscription, sumRates } from '@/lib/ledger/settlement/metered-subscription'
import {
  afterExpiries,
  availableAt,
  depletesAtMs,
  hasEnded,
  type WalletMeter,
} from '@/lib/ledger/settlement/settlement'
import { walletColumns } from '@/lib/ledger/wallets/wallet'
import { instantFromMs } from '@/lib/time'
import { listUpcomingPrices, type UpcomingPrice } from '../tariffs/upcoming-price'
import { meterColumns } from './read-metered-wallet'
import { type SubscriptionStanding, standingOf } from './subscription-standing'

/** A user's use of a tariff, as it stands at an instant. */
export type Subscription = {
  id: string
  name: string
  tariffId: string
  tariffName: string
  currency: string
  quantity: number
  /** Price of one piece, micros per hour. */
  unitHourlyRateMicros: bigint
  /** Price × quantity, micros per hour. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free; null if every hour is charged. */
  monthlyCapHours: number | null
  /** Whether money that comes in wakes it after it was suspended, or only its user does. */
  resumesOnTopUp: boolean
  /** As last settled: one whose money has just ended may still read `active`, but it is not entitled. */
  status: 'active' | 'suspended' | 'canceled'
  startedAt: Date
  suspendedAt: Date | null
  endedAt: Date | null
  /** Whether its user may use the service at the instant asked for. */
  entitled: boolean
  /** When that ends if nothing changes; null if it is not entitled or the end is beyond what a date can hold. */
  entitledUntil: Date | null
  /** The price it is going to move to; null if none is announced for it. */
  upcomingPrice: UpcomingPrice | null
  /** Whether it stands still although something is available on its wallet: its user may resume it. */
  canResume: boolean
} & SubscriptionStanding

/** What `toSubscriptions` reads: the row, its tariff's name and its wallet's meter. */
export const subscriptionColumns = {
  ...meterColumns,
  name: subscriptions.name,
  tariffId: subscriptions.tariffId,
  tariffName: tariffs.name,
  resumesOnTopUp: subscriptions.resumesOnTopUp,
  startedAt: subscriptions.startedAt,
  suspendedAt: subscriptions.suspendedAt,
  endedAt: subscriptions.endedAt,
  wallet: walletColumns,
}

type Row = MeteredSubscription &
  Pick<
    Subscription,
    'name' | 'tariffId' | 'tariffName' | 'resumesOnTopUp' | 'startedAt' | 'suspendedAt' | 'endedAt'
  > & { wallet: WalletMeter & { id: bigint; currency: string } }

/** Rows as they stand at an instant, with the prices that are announced for them by then. */
export async function toSubscriptions(
  db: Database,
  rows: readonly Row[],
  asOf: Date,
): Promise<Subscription[]> {
  const upcoming = await listUpcomingPrices(db, { subscriptionIds: rows.map(({ id }) => id), asOf })
  const outlooks = new Map<bigint, Outlook>()
  return rows.map((row) => {
    // Rows of one wallet ask the same of it, which takes the longer the more there are on it.
    const outlook = outlooks.get(row.wallet.id) ?? outlookOf(row.wallet, asOf)
    outlooks.set(row.wallet.id, outlook)
    return { ...standAt(row, outlook, asOf), upcomingPrice: upcoming.get(row.id) ?? null }
  })
}

/** A wallet as it stands at an instant, and when its money ends. */
type Outlook = { wallet: Row['wallet']; endMs: bigint | null }

function outlookOf(read: Row['wallet'], asOf: Date): Outlook {
  const wallet = afterExpiries(read, asOf)
  return { wallet, endMs: depletesAtMs(wallet) }
}

function standAt(read: Row, { wallet, endMs }: Outlook, asOf: Date): Omit<Subscription, 'upcomingPrice'> {
  const row = afterChanges(read, wallet)
  const entitled = row.status === 'active' && !hasEnded(endMs, asOf)
  const { meteredMs: _count, meteredAt: _since, wallet: _, ...facts } = row
  return {
    ...facts,
    ...standingOf(row, { endMs, asOf }),
    currency: wallet.currency,
    unitHourlyRateMicros: row.hourlyRateMicros,
    hourlyRateMicros: sumRates([row]),
    entitled,
    canResume: row.status !== 'canceled' && !entitled && availableAt(wallet, asOf) > 0n,
    entitledUntil: entitled && endMs !== null ? instantFromMs(endMs) : null,
  }
}

/** A row as the expiries of holds on its wallet have left it: suspended in between, or running again, though nobody has noticed yet. */
function afterChanges(row: Row, { subscriptions }: WalletMeter): Row {
  const changed = subscriptions?.find(({ id }) => id === row.id)
  if (!changed) return row
  const isAsRead = changed.status === row.status && changed.meteredAt.getTime() === row.meteredAt.getTime()
  const suspendedAt = changed.status === 'suspended' ? changed.meteredAt : null
  return { ...row, ...changed, suspendedAt: isAsRead ? row.suspendedAt : suspendedAt }
}

/**
 * One subscription of a user.
 * @throws AppError `not_found`, for someone else's as for one that does not exist.
 */
export async function readSubscription(
  db: Database,
  { userId, subscriptionId, asOf }: { userId: string; subscriptionId: string; asOf: Date },
): Promise<Subscription> {
  const rows = await db
    .select(subscriptionColumns)
    .from(subscriptions)
    .innerJoin(tariffs, eq(tariffs.id, subscriptions.tariffId))
    .innerJoin(wallets, eq(wallets.id, subscriptions.walletId))
    .where(and(eq(subscriptions.id, subscriptionId), eq(subscriptions.userId, userId)))
  const [subscription] = await toSubscriptions(db, rows, asOf)
  if (!subscription) throw new AppError('not_found', 'There is no such subscription.')
  return subscription
}
