import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { rateChanges, subscriptionChanges } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { meteredMsAt } from '@/lib/ledger/settlement/monthly-cap'
import { settleRange } from '@/lib/ledger/settlement/settle-plainly.fixture'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { after, plantTariff, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { changeSubscription } from '../subscriptions/change-subscription'
import type { SubscriptionAt } from '../subscriptions/live-subscription'
import { resumeSubscription } from '../subscriptions/resume-subscription'
import { startSubscription } from '../subscriptions/start-subscription'
import { stopSubscription } from '../subscriptions/stop-subscription'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 16 })
})
afterAll(async () => {
  await pool.close()
  await database.close()
})

const ROUNDS = 60
const AT_ONCE = 10
const EVERY_WALLET = { afterId: 0n, upToId: 2n ** 62n }
const CAPS = [3, 40, 300, null]

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T
const upTo = (most: bigint) => 1n + BigInt(Math.floor(Math.random() * Number(most)))

test('everything at once over three months: nobody is charged for an hour beyond a cap', {
  timeout: 120_000,
}, async () => {
  const wallets = await Promise.all(
    Array.from({ length: 3 }, () => plantWallet(pool.db, { balanceMinor: 9000n })),
  )
  const tariffIds = await Promise.all(
    CAPS.map((monthlyCapHours, index) =>
      plantTariff(pool.db, { hourlyRateMicros: BigInt(index + 1) * 12_345_678n, monthlyCapHours }),
    ),
  )
  const started: { userId: string; subscriptionId: string }[] = []
  type Moment = { asOf: Date; wallet: (typeof wallets)[number]; one: SubscriptionAt }
  const acts: ((tx: Database, moment: Moment) => Promise<unknown>)[] = [
    (tx, { asOf }) => settleRange(tx, { ...EVERY_WALLET, asOf }),
    (tx, { asOf, wallet }) => topUp(tx, wallet.walletId, upTo(6000n), asOf),
    (tx, { asOf, wallet }) =>
      chargeWallet(tx, { ...wallet, amountMinor: upTo(900n), reason: '', asOf, actor: 'test' }),
    (tx, { one }) => resumeSubscription(tx, one),
    (tx, { one }) => stopSubscription(tx, one),
    (tx, { one }) => changeSubscription(tx, { ...one, resumesOnTopUp: false }),
    (tx, { one }) => changeSubscription(tx, { ...one, quantity: Number(upTo(3n)) }),
    (tx, { one }) => changeSubscription(tx, { ...one, tariffId: pick(tariffIds) }),
    async (tx, { asOf, wallet: { userId } }) => {
      const wish = { userId, tariffId: pick(tariffIds), quantity: 1, name: '', asOf }
      const result = await startSubscription(tx, { ...wish, resumesOnTopUp: Math.random() < 0.7 })
      if (result.ok) started.push({ userId, subscriptionId: result.subscription.id })
    },
  ]

  /** Each round is a day and a half on, and instants within it come in any order. */
  const step = (round: number): Promise<unknown> => {
    const asOf = after(Math.floor((round + Math.random()) * 36 * HOUR_MS))
    const wallet = pick(wallets)
    const unknown = { userId: wallet.userId, subscriptionId: crypto.randomUUID() }
    const one = { ...(started.length > 0 ? pick(started) : unknown), asOf }
    const act = pick(acts)
    return pool.db.transaction((tx) => act(tx, { asOf, wallet, one }))
  }

  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, () =>
        retryOnConflict(() => step(round)).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
        }),
      ),
    )
  }
  await pool.db.transaction((tx) => settleRange(tx, { ...EVERY_WALLET, asOf: after(ROUNDS * 36 * HOUR_MS) }))
  expect(await verifyLedger(pool.db)).toEqual([])

  const histories = await readHistories()
  for (const history of histories.values()) expectWithinCaps(history)
  // The run was worth something.
  const causes = (await pool.db.select().from(rateChanges)).map(({ cause }) => cause)
  for (const cause of ['monthly_cap', 'ran_dry', 'resumed']) expect(causes).toContain(cause)
  expect([...histories.values()].flat().filter(({ capped }) => capped).length).toBeGreaterThan(10)
})

type State = typeof subscriptionChanges.$inferSelect

async function readHistories(): Promise<Map<string, State[]>> {
  const histories = new Map<string, State[]>()
  for (const state of await pool.db.select().from(subscriptionChanges).orderBy(asc(subscriptionChanges.id))) {
    histories.set(state.subscriptionId, [...(histories.get(state.subscriptionId) ?? []), state])
  }
  return histories
}

/** Counts again, from the states alone, what was charged in each month, and holds each state against its cap. */
function expectWithinCaps(history: State[]): void {
  let meter = { meteredMs: 0, meteredAt: history[0]?.at ?? after(0) }
  for (const [index, state] of history.entries()) {
    const next = history[index + 1]
    if (!next) return
    expect(next.at >= state.at).toBe(true)
    const isCharged = state.status === 'active' && !state.capped
    const meteredMs = meteredMsAt(meter, isCharged, next.at)
    meter = { meteredMs, meteredAt: next.at }
    const capMs = state.monthlyCapHours === null ? Number.POSITIVE_INFINITY : state.monthlyCapHours * HOUR_MS
    if (isCharged) expect(meteredMs).toBeLessThanOrEqual(capMs)
    // What is capped has been charged for all of its hours, neither more nor less, unless its cap was lowered.
    if (next.capped && !state.capped && next.monthlyCapHours === state.monthlyCapHours) {
      expect(meteredMs).toBe(capMs)
    }
  }
}
