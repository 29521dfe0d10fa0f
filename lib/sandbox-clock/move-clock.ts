import { asc, between, gt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { sandboxClock, tariffPrices, wallets } from '@/db/schema'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { warnLowBalances } from '@/lib/billing/running-dry/warn-low-balances'
import { billDueHour } from '@/lib/billing/runs/bill-due-hour'
import { announcePrices } from '@/lib/billing/tariffs/announce-prices'
import { applyTariffPrices } from '@/lib/billing/tariffs/apply-tariff-prices'
import { env } from '@/lib/env'
import { nextAutomaticInstant } from '@/lib/payments/automatic/next-automatic-instant'
import { expirePayments } from '@/lib/payments/expire-payments'
import { runAutomaticPayments } from '@/lib/payments/run-automatic-payments'
import { AppError } from '../errors'
import { HOUR_MS } from '../time'
import { type Clock, readClock } from './read-clock'

/** Freeze it at an instant or where it is, move it on, or let it run from where it is. */
export type ClockCommand = { now: Date } | { freeze: true } | { advanceMs: number } | { run: true }

/** Any number shared by all who move the clock: they do so one after the other. */
const CLOCK_LOCK = 7_201_343

/** Hours billed one by one on the way, those of a month; a longer way is billed in as many larger steps. */
const MAX_STEPS = 744

/** How a long way is gone. */
type Travel = {
  /** The most steps that it is cut into. */
  maxSteps?: number
}

/** As far as the clock goes: beyond it dates stop being four-digit years. */
const LAST_INSTANT = new Date('9999-01-01T00:00:00Z')

/**
 * Moves the sandbox's clock, forward only. What falls due on the way happens in its order: prices that come into
 * force, saved cards that are charged, wallets that run dry, warnings of that, the hourly billing; and at its end, unpaid
 * payments that expire.
 * @throws AppError `not_found` outside the sandbox, `invalid_request` for an instant that has passed, `conflict` while
 *   another process moves it.
 */
export async function moveClock(db: Database, command: ClockCommand, travel: Travel = {}): Promise<Clock> {
  if (!env().HOURGLASS_SANDBOX) throw new AppError('not_found', 'There is no clock to move here.')
  // Queued before a connection is taken: those who wait must not hold what the one who moves needs.
  const move = lastMove.then(() => moveAlone(db, command, travel))
  lastMove = move.catch(() => undefined)
  const clock = await move
  // After the move's transaction, since Stripe is asked.
  await expirePayments(db)
  return clock
}

/** The move that this process began last. */
let lastMove: Promise<unknown> = Promise.resolve()

function moveAlone(db: Database, command: ClockCommand, { maxSteps = MAX_STEPS }: Travel): Promise<Clock> {
  return db.transaction(async (tx) => {
    // Held by a connection that does nothing else, while the jobs commit on others.
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${CLOCK_LOCK}) as taken`,
    )
    if (!lock?.taken)
      throw new AppError('conflict', 'The clock is being moved already. Try again in a moment.')
    const before = await readClock(db)
    const target = targetOf(command, before.now)
    if (target) await travelTo(db, { from: before.now, to: target, maxSteps })
    const stops = 'now' in command || 'freeze' in command
    const frozen = stops || (before.frozen && !('run' in command))
    if (!frozen) await letRunFrom(db, target ?? before.now)
    return readClock(db)
  })
}

function targetOf(command: ClockCommand, now: Date): Date | null {
  if ('run' in command) return null
  if ('freeze' in command) return now
  const target = 'now' in command ? command.now : new Date(now.getTime() + command.advanceMs)
  const field = 'now' in command ? 'now' : 'advance'
  if (target < now) {
    throw new AppError('invalid_request', `The clock only goes forward; it is ${now.toISOString()}.`, {
      field,
    })
  }
  if (!(target < LAST_INSTANT)) throw new AppError('invalid_request', 'That is too far ahead.', { field })
  return target
}

/** A way that the clock goes. */
type Way = { from: Date; to: Date; maxSteps: number }

async function travelTo(db: Database, way: Way): Promise<void> {
  const { from, to, maxSteps } = way
  let here = from
  // Before their dates pass: no minute of the scheduler may have come since they were added.
  await announcePrices(db)
  for (const instant of [...(await dueInstants(db, way)), to]) {
    here = await chargeOnTheWay(db, { from: here, to: instant, maxSteps })
    await freezeAt(db, instant)
    await applyTariffPrices(db)
    // Before who ran dry is suspended: a card that is charged in time keeps it all running.
    await runAutomaticPayments(db)
    await suspendDepleted(db)
    await warnLowBalances(db)
    if (instant !== to) await billDueHour(db)
    here = instant
  }
}

/**
 * Saved cards are charged at the instant at which that falls due, not at the next full hour: each charge may change when
 * the next one is. @returns the instant that the clock is at, before `to`.
 */
async function chargeOnTheWay(db: Database, { from, to, maxSteps }: Way): Promise<Date> {
  let here = from
  for (let step = 0; step < maxSteps; step += 1) {
    const due = await nextAutomaticInstant(db, { after: here, before: to })
    if (due === null) break
    await freezeAt(db, due)
    await runAutomaticPayments(db)
    here = due
  }
  return here
}

/**
 * The instants on the way at which something happens: dates of prices, and full hours. Where nothing runs, nothing
 * can begin to on the way, and the last full hour stands for all.
 */
async function dueInstants(db: Database, { from, to, maxSteps }: Way): Promise<Date[]> {
  const prices = await db
    .selectDistinct({ at: tariffPrices.effectiveFrom })
    .from(tariffPrices)
    .where(between(tariffPrices.effectiveFrom, from, to))
    .orderBy(asc(tariffPrices.effectiveFrom))
  const firstHour = Math.floor(from.getTime() / HOUR_MS) + 1
  const lastHour = Math.floor(to.getTime() / HOUR_MS)
  const [running] = await db
    .select({ id: wallets.id })
    .from(wallets)
    // A hold that expires may wake what stands still.
    .where(or(gt(wallets.hourlyRateMicros, 0n), gt(wallets.held, 0n)))
    .limit(1)
  const step = Math.max(1, Math.ceil((lastHour - firstHour + 1) / (running ? maxSteps : 1)))
  const instants = new Set(prices.map(({ at }) => at.getTime()))
  for (let hour = firstHour; hour <= lastHour; hour += step) instants.add(hour * HOUR_MS)
  if (lastHour >= firstHour) instants.add(lastHour * HOUR_MS)
  return [...instants].sort((a, b) => a - b).map((ms) => new Date(ms))
}

async function freezeAt(db: Database, instant: Date): Promise<void> {
  await db
    .insert(sandboxClock)
    .values({ frozenAt: instant })
    .onConflictDoUpdate({ target: sandboxClock.only, set: { frozenAt: instant } })
}

async function letRunFrom(db: Database, instant: Date): Promise<void> {
  const shiftMs = sql`(extract(epoch from ${instant.toISOString()}::timestamptz - date_trunc('milliseconds', now())) * 1000)::bigint`
  await db
    .insert(sandboxClock)
    .values({ frozenAt: null, shiftMs })
    .onConflictDoUpdate({ target: sandboxClock.only, set: { frozenAt: null, shiftMs } })
}
