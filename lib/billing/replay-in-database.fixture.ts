import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRanges, billingRuns, tariffPrices, tariffs, transactions, users, wallets } from '@/db/schema'
import { captureHold } from '@/lib/ledger/holds/capture-hold'
import { listHolds } from '@/lib/ledger/holds/list-holds'
import { placeHold } from '@/lib/ledger/holds/place-hold'
import { releaseHold } from '@/lib/ledger/holds/release-hold'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { availableAt, depletesAtMs } from '@/lib/ledger/settlement/settlement'
import { lockWallet, openWallet, type Wallet } from '@/lib/ledger/wallets/wallet'
import { plantPaidPayment } from '@/lib/testing/plant-paid-payment'
import { AppError, assert } from '../errors'
import { billRange } from './runs/bill-range'
import { claimRange } from './runs/billing-range'
import type { Case, Operation, Outcome } from './settlement-vectors.fixture'
import { changeSubscription } from './subscriptions/change-subscription'
import { listSubscriptions } from './subscriptions/list-subscriptions'
import { resumeSubscription } from './subscriptions/resume-subscription'
import { startSubscription } from './subscriptions/start-subscription'
import { stopSubscription } from './subscriptions/stop-subscription'

/** Plays a case through the use cases that the product itself calls. */
export async function replayInDatabase(
  db: Database,
  vector: Case,
): Promise<{ userId: string; walletId: bigint; outcome: Outcome }> {
  const createdAt = new Date(vector.createdAt)
  const [user] = await db
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@example.test` })
    .returning()
  const userId = user?.id ?? ''
  const walletId = await openWallet(db, { userId, currency: 'RUB', asOf: createdAt })
  const started = new Map<string, string>()
  const placed = new Map<string, string>()
  const errors: Outcome['errors'] = []

  for (const [index, operation] of vector.operations.entries()) {
    const code = await db
      .transaction((tx) =>
        perform(tx, operation, { userId, walletId, started, placed, key: `${walletId}:${index}` }),
      )
      .catch((error: unknown) => {
        if (error instanceof AppError) return error.code
        throw error
      })
    if (code) errors.push({ index, code })
  }
  const end = new Date(vector.operations.at(-1)?.at ?? createdAt)
  const outcome = { ...(await readOutcome(db, { walletId, started, placed, end })), errors }
  return { userId, walletId, outcome }
}

type Context = {
  userId: string
  walletId: bigint
  /** Ids by the names that the case gives. */
  started: Map<string, string>
  placed: Map<string, string>
  key: string
}

async function perform(tx: Database, operation: Operation, context: Context): Promise<string | undefined> {
  const { userId, walletId } = context
  const asOf = new Date(operation.at)
  const amountMinor = BigInt(operation.amountMinor ?? 0)
  const movement = { amountMinor, reason: 'vector', asOf, actor: 'test' }
  switch (operation.op) {
    case 'top_up':
      await plantPaidPayment(tx, { userId, walletId, amountMinor, asOf })
      return
    case 'charge':
      return refused(await chargeWallet(tx, { userId, currency: 'RUB', ...movement }))
    case 'settle':
      await bill(tx, walletId, asOf)
      return
    case 'start': {
      const { quantity = 1, resumesOnTopUp } = operation
      const wish = { userId, tariffId: await tariffAt(tx, operation), quantity, name: '', resumesOnTopUp }
      const result = await startSubscription(tx, { ...wish, asOf })
      if (result.ok) context.started.set(operation.subscription ?? '', result.subscription.id)
      return refused(result)
    }
    case 'hold': {
      const wish = { userId, currency: 'RUB', ...movement, expiresInMs: operation.lastsMs ?? 1 }
      const result = await placeHold(tx, { ...wish, idempotencyKey: context.key })
      if (result.ok) context.placed.set(operation.hold ?? '', result.hold.id)
      return refused(result)
    }
    case 'capture':
    case 'release':
      return performOnPlaced(tx, operation, context)
    default:
      return performOnStarted(tx, operation, context)
  }
}

/** What is done to a subscription that was started; any other id is not known. */
async function performOnStarted(
  tx: Database,
  operation: Operation,
  { userId, walletId, started }: Context,
): Promise<string | undefined> {
  const asOf = new Date(operation.at)
  const subscriptionId = started.get(operation.subscription ?? '')
  if (subscriptionId === undefined) return settleInVain(tx, walletId, asOf)
  const existing = { userId, subscriptionId, asOf }
  switch (operation.op) {
    case 'change': {
      const tariffId = operation.hourlyRateMicros === undefined ? undefined : await tariffAt(tx, operation)
      const { quantity } = operation
      return (await changeSubscription(tx, { ...existing, tariffId, quantity })) ? undefined : 'not_found'
    }
    case 'resume': {
      const result = await resumeSubscription(tx, existing)
      return result ? refused(result) : 'not_found'
    }
    default:
      return (await stopSubscription(tx, existing)) ? undefined : 'not_found'
  }
}

async function performOnPlaced(
  tx: Database,
  operation: Operation,
  { userId, walletId, placed }: Context,
): Promise<string | undefined> {
  const asOf = new Date(operation.at)
  const holdId = placed.get(operation.hold ?? '')
  if (holdId === undefined) return settleInVain(tx, walletId, asOf)
  const amountMinor = operation.amountMinor === undefined ? undefined : BigInt(operation.amountMinor)
  const result =
    operation.op === 'capture'
      ? await captureHold(tx, { userId, holdId, amountMinor, asOf, actor: 'test' })
      : await releaseHold(tx, { userId, holdId, asOf })
  return result.ok ? undefined : 'hold_not_open'
}

const refused = ({ ok }: { ok: boolean }) => (ok ? undefined : 'insufficient_funds')

/** The cases settle the wallet before they look for what is named; an unknown id names no wallet, so we do. */
async function settleInVain(tx: Database, walletId: bigint, asOf: Date): Promise<string> {
  await bill(tx, walletId, asOf)
  return 'not_found'
}

async function tariffAt(
  tx: Database,
  { hourlyRateMicros = '0', monthlyCapHours }: Operation,
): Promise<string> {
  const [tariff] = await tx.insert(tariffs).values({ name: 'vector', currency: 'RUB' }).returning()
  const tariffId = tariff?.id ?? ''
  await tx.insert(tariffPrices).values({
    tariffId,
    hourlyRateMicros: BigInt(hourlyRateMicros),
    monthlyCapHours: monthlyCapHours ?? null,
    effectiveFrom: new Date(0),
  })
  return tariffId
}

async function readOutcome(
  db: Database,
  { walletId, started, placed, end }: Omit<Context, 'userId' | 'key'> & { end: Date },
): Promise<Omit<Outcome, 'errors'>> {
  const rows = await db
    .select()
    .from(transactions)
    .where(eq(transactions.walletId, walletId))
    .orderBy(transactions.seq)
  const wallet = await db.transaction((tx) => lockWallet(tx, walletId))
  const { rows: states } = await listSubscriptions(db, { userId: wallet.userId, asOf: end, limit: 100 })
  const { rows: holds } = await listHolds(db, { userId: wallet.userId, asOf: end, limit: 100 })
  const stateOf = (id: string) => states.find((state) => state.id === id)
  return {
    transactions: rows.map((row) => ({
      type: row.type,
      amountMinor: row.amount.toString(),
      balanceMinor: row.balance.toString(),
      periodStart: row.periodStart?.toISOString() ?? null,
      periodEnd: row.periodEnd?.toISOString() ?? null,
    })),
    wallet: {
      balanceMinor: wallet.balanceMinor.toString(),
      hourlyRateMicros: wallet.hourlyRateMicros.toString(),
      carry: wallet.carry.toString(),
      lastHourlyBilling: wallet.lastHourlyBilling.toISOString(),
      depletesAtMs: depletesAtMs(wallet)?.toString() ?? null,
      availableMinorAtEnd: await availableInSql(db, wallet, end),
    },
    subscriptions: Object.fromEntries(
      [...started].map(([name, id]) => [name, stateOf(id)?.status ?? 'missing']),
    ),
    counted: Object.fromEntries(
      [...started].map(([name, id]) => {
        const state = stateOf(id)
        const cappedUntil = state?.cappedUntil?.toISOString() ?? null
        const chargedRateMicros = String(state?.chargedRateMicros)
        return [name, { monthMs: Number(state?.monthMs), cappedUntil, chargedRateMicros }]
      }),
    ),
    holds: Object.fromEntries(
      [...placed].map(([name, id]) => [name, holds.find((hold) => hold.id === id)?.status ?? 'missing']),
    ),
  }
}

/** The same figure by the SQL function, which must agree with the calculator. */
async function availableInSql(db: Database, wallet: Wallet, end: Date): Promise<string> {
  const calculated = availableAt(wallet, end).toString()
  const [row] = await db
    .select({
      available: sql<string>`available(${wallets.balance} - ${wallets.held}, ${wallets.hourlyRateMicros},
        ${wallets.carry}, ${wallets.lastHourlyBilling}, ${end.toISOString()}::timestamptz)::text`,
    })
    .from(wallets)
    .where(eq(wallets.id, wallet.id))
  assert(row?.available === calculated, `available is ${calculated}, and ${row?.available} in SQL`)
  return calculated
}

/** Bills one wallet as a run does, which has it in a range: so each case goes the quick way where it may. */
async function bill(tx: Database, walletId: bigint, asOf: Date): Promise<void> {
  const [run] = await tx.insert(billingRuns).values({ asOf }).returning()
  assert(run, 'an inserted run has an id')
  const range = { runId: run.id, number: 0, afterId: walletId - 1n, upToId: walletId, doneId: walletId - 1n }
  await tx.insert(billingRanges).values(range)
  const claimed = await claimRange(tx, { runId: run.id, holder: 'test' })
  assert(claimed, 'a new range is free')
  await billRange(tx, { id: run.id, asOf, forgivenFrom: null }, claimed)
}
