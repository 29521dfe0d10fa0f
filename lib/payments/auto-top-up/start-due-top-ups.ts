import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { autoTopUps, cards, wallets } from '@/db/schema'
import { availableAt } from '@/lib/ledger/settlement/settlement'
import { walletColumns } from '@/lib/ledger/wallets/wallet'
import { recordEvent } from '@/lib/outbox/record-event'
import { AppError, assert } from '../../errors'
import { log } from '../../log'
import { formatMinor } from '../../money'
import { recordAutomaticPayment } from '../automatic/record-automatic-payment'
import { type AutoTopUp, autoTopUpColumns } from './auto-top-up'
import { findWalletsBelow } from './find-wallets-below'
import { sumMonth } from './sum-month'

/** Wallets that one look finds; then it looks again. */
const FOUND_WALLETS = 10_000

/**
 * Begins a payment for each wallet that is to top itself up and has less available than its user said: at most one at a
 * time, and within the month's limit. Nothing is charged here.
 * @returns how many were begun.
 */
export async function startDueTopUps(db: Database): Promise<number> {
  let started = 0
  for (let afterId = 0n; ; ) {
    const asOf = await appNow(db)
    const found = await findWalletsBelow(db, { asOf, afterId, limit: FOUND_WALLETS })
    for (const walletId of found) {
      // One wallet that cannot be begun with must not hold up the others.
      const paymentId = await db
        .transaction((tx) => startTopUp(tx, { walletId, asOf }))
        .catch(async (error: unknown) => {
          const until = endOfDailyLimit(error)
          if (until !== null) return waitUntil(db, { walletId, until })
          log.error({ walletId: walletId.toString(), error }, 'an automatic top-up could not be begun')
          return null
        })
      if (paymentId !== null) started += 1
    }
    const last = found.at(-1)
    if (found.length < FOUND_WALLETS || last === undefined) return started
    afterId = last
  }
}

async function startTopUp(
  tx: Database,
  { walletId, asOf }: { walletId: bigint; asOf: Date },
): Promise<string | null> {
  // The rule's row is what those who begin a top-up at the same time wait for; the wallet itself holds up no charge.
  await tx.execute(sql`select 1 from ${autoTopUps} where wallet_id = ${walletId} for update`)
  // Before the wallet is read: what was on its way and is no longer is then on the balance that is seen.
  const coming = await sumComing(tx, walletId)
  const [due] = await tx
    .select({ ...autoTopUpColumns, wallet: walletColumns })
    .from(autoTopUps)
    .innerJoin(wallets, eq(wallets.id, autoTopUps.walletId))
    .innerJoin(cards, eq(cards.id, autoTopUps.cardId))
    .where(eq(autoTopUps.walletId, walletId))
  if (due?.status !== 'active' || due.card.removedAt !== null || coming === null) return null
  const { wallet, ...rule } = due
  if (availableAt(wallet, asOf) + coming >= rule.thresholdMinor) return null
  const cap = rule.monthlyCapMinor
  const spent = cap === null ? 0n : await sumMonth(tx, { walletId, asOf })
  if (cap !== null && spent + rule.amountMinor > cap) {
    await standStill(tx, rule, { asOf, spent, cap })
    return null
  }
  return recordAutomaticPayment(tx, {
    ...rule,
    cardId: rule.card.id,
    stripeCustomerId: rule.card.stripeCustomerId,
    origin: 'auto_top_up',
    dueAt: asOf,
    asOf,
  })
}

/** When an installation's own limit of a day lets it go on; null for anything else that went wrong. */
function endOfDailyLimit(error: unknown): Date | null {
  const isLimit = error instanceof AppError && error.code === 'daily_limit_exceeded'
  return isLimit ? new Date(String(error.extra?.resets_at)) : null
}

async function waitUntil(
  db: Database,
  { walletId, until }: { walletId: bigint; until: Date },
): Promise<null> {
  await db.update(autoTopUps).set({ cappedUntil: until }).where(eq(autoTopUps.walletId, walletId))
  return null
}

/** What is on its way to a wallet without its user, in minor units; null if that is an automatic top-up. */
async function sumComing(tx: Database, walletId: bigint): Promise<bigint | null> {
  const [row] = await tx.execute<{ sum: string; waits: boolean }>(sql`
    select coalesce(sum(p.amount) filter (where a.declines = 0 and a.stage = 'charge'), 0)::text as sum,
           coalesce(bool_or(p.origin = 'auto_top_up'), false) as waits
      from automatic_payments a join payments p on p.id = a.payment_id
     where a.wallet_id = ${walletId} and a.stage <> 'over' and p.status = 'pending'`)
  assert(row, 'a sum is one row')
  return row.waits ? null : BigInt(row.sum)
}

/** Until the next month, told once for each. */
async function standStill(
  tx: Database,
  { walletId, userId, currency }: AutoTopUp,
  { asOf, spent, cap }: { asOf: Date; spent: bigint; cap: bigint },
): Promise<void> {
  await tx
    .update(autoTopUps)
    .set({ cappedUntil: sql`next_month(${asOf.toISOString()}::timestamptz)` })
    .where(eq(autoTopUps.walletId, walletId))
  await recordEvent(tx, {
    type: 'auto_top_up.capped',
    key: `auto_top_up.capped:${walletId}:${asOf.toISOString().slice(0, 7)}`,
    userId,
    walletId,
    at: asOf,
    data: {
      currency,
      monthly_cap: formatMinor(cap, currency),
      this_month: formatMinor(spent, currency),
    },
  })
}
