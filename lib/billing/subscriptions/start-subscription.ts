import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { AppError, assert } from '@/lib/errors'
import { effectiveInstant } from '@/lib/ledger/settlement/effective-instant'
import { availableAt } from '@/lib/ledger/settlement/settlement'
import { setWalletRate } from '@/lib/ledger/settlement/wallet-rate'
import { lockSettledWallet } from '@/lib/ledger/wallets/lock-settled-wallet'
import { lockWallet, openWallet } from '@/lib/ledger/wallets/wallet'
import { assertWalletRateFits } from '../tariffs/assert-rate-fits'
import { holdPrices } from '../tariffs/lock-tariff'
import { readOpenTariff } from '../tariffs/tariff'
import { readSubscription, type Subscription } from './subscription'

/** A user's wish to use a tariff from an instant on. */
export type StartSubscription = {
  userId: string
  tariffId: string
  /** Pieces, ≥ 1. */
  quantity: number
  /** What the user calls it; may be empty. */
  name: string
  /** Whether money that comes in wakes it after it was suspended; it does unless told. */
  resumesOnTopUp?: boolean | undefined
  asOf: Date
  /** Names this one start for ever: asking again with it finds the first one, as long as that was not changed. */
  idempotencyKey?: string | undefined
}

/**
 * Subscriptions of a wallet that are not stopped: each is weighed whenever somebody asks until when the money lasts. More of the same
 * are a quantity.
 */
export const MOST_LIVE_SUBSCRIPTIONS = 500

/** Started, or refused because nothing is available on the wallet. */
export type StartResult =
  | { ok: true; subscription: Subscription }
  | { ok: false; availableMinor: bigint; currency: string }

/**
 * Starts a subscription, charged from that instant on, if anything is available on the user's wallet in the
 * tariff's currency. What ran before is settled first at the old rate, and stays settled if this refuses.
 * @throws AppError `not_found` or `tariff_retired` for the tariff, `invalid_request` if the rate would not fit,
 *   `idempotency_mismatch` for a key that has started something else, `conflict` if too many have not been stopped.
 */
export async function startSubscription(tx: Database, wish: StartSubscription): Promise<StartResult> {
  const { userId, asOf } = wish
  await holdPrices(tx, wish.tariffId)
  const tariff = await readOpenTariff(tx, { tariffId: wish.tariffId, asOf })
  const walletId = await openWallet(tx, { userId, currency: tariff.currency, asOf })
  await lockWallet(tx, walletId)
  const first = await findStarted(tx, wish)
  if (first) return { ok: true, subscription: first }
  const wallet = await lockSettledWallet(tx, { walletId, asOf })
  const availableMinor = availableAt(wallet, asOf)
  if (availableMinor === 0n) return { ok: false, availableMinor, currency: tariff.currency }

  await assertRoom(tx, walletId)

  const startedAt = effectiveInstant(wallet, asOf)
  const [started] = await tx
    .insert(subscriptions)
    .values({
      userId,
      walletId,
      tariffId: tariff.id,
      tariffPriceId: tariff.priceId,
      name: wish.name,
      quantity: wish.quantity,
      hourlyRateMicros: tariff.hourlyRateMicros,
      monthlyCapHours: tariff.monthlyCapHours,
      resumesOnTopUp: wish.resumesOnTopUp ?? true,
      startedAt,
      meteredAt: startedAt,
      idempotencyKey: wish.idempotencyKey ?? null,
    })
    .returning({ id: subscriptions.id })
  assert(started, 'an inserted subscription has an id')
  await assertWalletRateFits(tx, walletId)
  await setWalletRate(tx, { walletId, asOf, cause: 'started' })
  return { ok: true, subscription: await readSubscription(tx, { userId, subscriptionId: started.id, asOf }) }
}

async function assertRoom(tx: Database, walletId: bigint): Promise<void> {
  const isLive = and(eq(subscriptions.walletId, walletId), ne(subscriptions.status, 'canceled'))
  if ((await tx.$count(subscriptions, isLive)) < MOST_LIVE_SUBSCRIPTIONS) return
  throw new AppError(
    'conflict',
    `A balance can pay for at most ${MOST_LIVE_SUBSCRIPTIONS} subscriptions: stop one first, or take a larger quantity.`,
  )
}

/**
 * The subscription that a key has started, if it has. The wallet is locked, so a twin of this call is over. One that is
 * not what is wished for now is refused: else somebody would believe that this wish was done.
 */
async function findStarted(tx: Database, wish: StartSubscription): Promise<Subscription | undefined> {
  const { userId, asOf, idempotencyKey } = wish
  if (idempotencyKey === undefined) return undefined
  const [started] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(eq(subscriptions.userId, userId), eq(subscriptions.idempotencyKey, idempotencyKey)))
  if (!started) return undefined
  const first = await readSubscription(tx, { userId, subscriptionId: started.id, asOf })
  const isSame =
    first.tariffId === wish.tariffId &&
    first.quantity === wish.quantity &&
    first.name === wish.name &&
    first.resumesOnTopUp === (wish.resumesOnTopUp ?? true)
  if (isSame) return first
  throw new AppError('idempotency_mismatch', 'This idempotency key has started another subscription.')
}
