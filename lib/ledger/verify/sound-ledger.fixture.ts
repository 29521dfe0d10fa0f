import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { tariffPrices } from '@/db/schema'
import { changeSubscription } from '@/lib/billing/subscriptions/change-subscription'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { assert } from '@/lib/errors'
import { after, plantTariff, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { DAY_MS, HOUR_MS } from '@/lib/time'
import { captureHold } from '../holds/capture-hold'
import { placeHold } from '../holds/place-hold'
import { releaseHold } from '../holds/release-hold'
import { chargeWallet } from '../posting/charge-wallet'
import { settleWallets } from '../settlement/settle-wallets'
import { plantReturned } from './returned-payments.fixture'

/** Wallets that have lived through what a wallet can, by their ids in a database of their own. */
export const SOUND = { running: 1n, capped: 2n, dry: 3n, forgiven: 4n, holding: 5n, returned: 6n } as const

/**
 * Plants them: one that runs, whose log is the bonus and three hours of usage; one whose tariffs have monthly caps, over
 * three months; one that ran dry twice, neither time at a whole millisecond; one for which an outage was forgiven; one
 * with a hold of each kind, which ran dry beside them; one whose payments went back, in part and whole, some when their
 * money was spent already.
 */
export async function plantSoundLedger(db: Database): Promise<void> {
  await plantRunning(db, SOUND.running, { balanceMinor: 100_000n, rate: 15_000_000_000n })
  await settleAt(db, SOUND.running, 1, 2, 3)

  const capped = await plantRunning(db, SOUND.capped, {
    balanceMinor: 5_000_000n,
    rate: 7_000_000_003n,
    cap: 100,
  })
  await settleAt(db, SOUND.capped, 50, 99, 20 * 24)
  const asOf = after(40 * DAY_MS)
  const tariffId = await plantTariff(db, { hourlyRateMicros: 1_000_000_007n })
  await setCap(db, tariffId, 700)
  await db.transaction((tx) => changeSubscription(tx, { ...capped, tariffId, quantity: 3, asOf }))
  await settleAt(db, SOUND.capped, 41 * 24, 80 * 24)

  await plantRunning(db, SOUND.dry, { balanceMinor: 20_000n, rate: 7_000_000_001n })
  await settleAt(db, SOUND.dry, 1, 9)
  await topUp(db, SOUND.dry, 10_000n, after(10 * HOUR_MS))
  await settleAt(db, SOUND.dry, 11, 19)

  const forgiven = await plantRunning(db, SOUND.forgiven, { balanceMinor: 100_000n, rate: 3_333_333_333n })
  await settleAt(db, SOUND.forgiven, 1)
  const [forgivenFrom, until] = [after(2 * HOUR_MS), after(8 * HOUR_MS)]
  await db.transaction((tx) =>
    settleWallets(tx, { selection: { walletId: SOUND.forgiven }, asOf: until, forgivenFrom }),
  )
  const charge = { currency: 'RUB', reason: 'test', actor: 'test', userId: forgiven.userId }
  await db.transaction((tx) => chargeWallet(tx, { ...charge, amountMinor: 77n, asOf: until }))
  await settleAt(db, SOUND.forgiven, 9)

  await plantHolding(db)
  await plantReturned(db, SOUND.returned)
}

async function plantHolding(db: Database): Promise<void> {
  const { userId } = await plantRunning(db, SOUND.holding, { balanceMinor: 100_000n, rate: 10_000_000_001n })
  const place = async (hour: number, amountMinor: bigint, hours: number) => {
    const wish = { userId, currency: 'RUB', amountMinor, reason: 'test', actor: 'test' }
    const expiresInMs = hours * HOUR_MS
    const placed = await db.transaction((tx) =>
      placeHold(tx, { ...wish, expiresInMs, asOf: after(hour * HOUR_MS) }),
    )
    assert(placed.ok, 'it is covered')
    return { userId, holdId: placed.hold.id }
  }
  const captured = await place(1, 30_000n, 24)
  const released = await place(1, 20_000n, 24)
  await place(1, 10_000n, 9)
  await place(1, 5_000n, 700)
  await settleAt(db, SOUND.holding, 5)
  const asOf = after(6 * HOUR_MS)
  await db.transaction((tx) => releaseHold(tx, { ...released, asOf }))
  await settleAt(db, SOUND.holding, 9, 12)
  const capture = { ...captured, amountMinor: 25_000n, asOf: after(13 * HOUR_MS), actor: 'test' }
  await db.transaction((tx) => captureHold(tx, capture))
  await settleAt(db, SOUND.holding, 14)
}

type Running = { balanceMinor: bigint; rate: bigint; cap?: number }

async function plantRunning(db: Database, id: bigint, { balanceMinor, rate, cap }: Running) {
  const { walletId, userId } = await plantWallet(db, { balanceMinor })
  assert(walletId === id, `wallet ${walletId} is the one that is expected`)
  const tariffId = await plantTariff(db, { hourlyRateMicros: rate })
  if (cap) await setCap(db, tariffId, cap)
  const wish = { userId, tariffId, quantity: 1, name: '', asOf: START }
  const started = await db.transaction((tx) => startSubscription(tx, wish))
  assert(started.ok, 'it has money')
  return { userId, subscriptionId: started.subscription.id }
}

/** A price with a cap, which comes into force after the one that the tariff was planted with. */
async function setCap(db: Database, tariffId: string, monthlyCapHours: number): Promise<void> {
  const [price] = await db.select().from(tariffPrices).where(eq(tariffPrices.tariffId, tariffId))
  assert(price, 'the tariff has a price')
  const { hourlyRateMicros } = price
  await db
    .insert(tariffPrices)
    .values({ tariffId, hourlyRateMicros, monthlyCapHours, effectiveFrom: new Date(1) })
}

async function settleAt(db: Database, walletId: bigint, ...hours: number[]): Promise<void> {
  for (const hour of hours) {
    const asOf = after(hour * HOUR_MS)
    await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf }))
  }
}
