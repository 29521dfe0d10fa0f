import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { recurringPayments } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { DAY_MS } from '@/lib/time'
import { AppError, assert } from '../../errors'
import { formatMinor } from '../../money'
import { chooseCard } from '../cards/card'
import { lockCards } from '../cards/lock-cards'
import { checkPaymentAmount, paymentLimits } from '../payment-limits'
import type { Interval } from './due-at'
import { type RecurringPayment, readRecurringPayment } from './recurring-payment'

/** A wish to be charged every week or month. */
export type CreateRecurringPayment = {
  userId: string
  actor: string
  /** Minor units, > 0. */
  amountMinor: bigint
  currency: string
  description: string
  interval: Interval
  /** When the first one is due; at once, if not said. */
  startsAt?: Date | undefined
  /** The default card, if none is named. */
  cardId?: string | undefined
  /** The caller's own name for this wish: asking again with it finds the same one, as long as that was not changed. */
  idempotencyKey?: string | undefined
}

/** How far ahead the first payment may lie. */
const MAX_AHEAD_DAYS = 366

/**
 * Begins a recurring payment. Nothing is charged here: the job does, when it is due.
 * @throws AppError `invalid_amount`, `amount_too_small`, `amount_too_large`; `not_found` for a card that is not the user's; `invalid_request` if none is saved,
 *   or for a first date that has passed or is more than a year ahead; `idempotency_mismatch` for a key that was used
 *   for another one.
 */
export async function createRecurringPayment(
  tx: Database,
  wish: CreateRecurringPayment,
): Promise<RecurringPayment> {
  const { userId, actor, amountMinor, currency, description, interval, idempotencyKey } = wish
  checkPaymentAmount(wish, paymentLimits())
  await lockCards(tx, userId)
  const card = await chooseCard(tx, wish)
  const asOf = await appNow(tx)
  const startsAt = wish.startsAt ?? asOf
  checkDate(startsAt, asOf, 'starts_at')
  const walletId = await openWallet(tx, { userId, currency, asOf })
  const [created] = await tx
    .insert(recurringPayments)
    .values({
      userId,
      walletId,
      currency,
      description,
      interval,
      startsAt,
      amount: amountMinor,
      nextDueAt: startsAt,
      cardId: card.id,
      createdAt: asOf,
      idempotencyKey: idempotencyKey ?? null,
    })
    .onConflictDoNothing({ target: [recurringPayments.userId, recurringPayments.idempotencyKey] })
    .returning({ id: recurringPayments.id })
  if (created) {
    await recordAudit(tx, {
      actor,
      action: 'recurring_payment.created',
      subject: `recurring_payment:${created.id}`,
      details: { value: formatMinor(amountMinor, currency), currency, interval, card: card.id },
    })
    return readRecurringPayment(tx, { userId, recurringPaymentId: created.id })
  }
  return readFirst(tx, wish)
}

/** What the key of a wish has begun, if it is what is wished for: else somebody would believe it was. */
async function readFirst(tx: Database, wish: CreateRecurringPayment): Promise<RecurringPayment> {
  const { userId, idempotencyKey } = wish
  assert(idempotencyKey !== undefined, 'only a key that was used before can refuse one')
  const [begun] = await tx
    .select({ id: recurringPayments.id })
    .from(recurringPayments)
    .where(and(eq(recurringPayments.userId, userId), eq(recurringPayments.idempotencyKey, idempotencyKey)))
  assert(begun, 'one that refused a second one exists')
  const first = await readRecurringPayment(tx, { userId, recurringPaymentId: begun.id })
  const isSame =
    first.amountMinor === wish.amountMinor &&
    first.currency === wish.currency &&
    first.description === wish.description &&
    first.interval === wish.interval &&
    first.startsAt.getTime() === (wish.startsAt ?? first.createdAt).getTime() &&
    first.card.id === (wish.cardId ?? first.card.id)
  if (isSame) return first
  throw new AppError('idempotency_mismatch', 'This idempotency key was used for another recurring payment.')
}

/** @throws AppError `invalid_request` for a date that has passed, or is too far ahead. */
export function checkDate(date: Date, asOf: Date, field: string): void {
  if (date < asOf) throw new AppError('invalid_request', 'This instant has passed.', { field })
  if (date.getTime() - asOf.getTime() > MAX_AHEAD_DAYS * DAY_MS) {
    throw new AppError('invalid_request', 'That is more than a year ahead.', { field })
  }
}
