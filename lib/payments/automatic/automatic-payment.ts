import { and, desc, eq, getTableColumns, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { automaticPayments, cards, payments } from '@/db/schema'
import { assert } from '../../errors'
import { type Payment, paymentColumns } from '../payment'

/** How a payment that nobody is present for stands: the payment, how it is got, and the card it is charged to. */
export type AutomaticPayment = {
  payment: Payment
  automatic: typeof automaticPayments.$inferSelect
  card: Pick<typeof cards.$inferSelect, 'id' | 'brand' | 'last4' | 'stripePaymentMethodId' | 'removedAt'>
}

/** States of an intent in which the card may be charged. While a user is with their bank it is left alone. */
export const CHARGEABLE: ReadonlySet<string> = new Set(['requires_payment_method', 'requires_confirmation'])

const columns = {
  payment: paymentColumns,
  automatic: getTableColumns(automaticPayments),
  card: {
    id: cards.id,
    brand: cards.brand,
    last4: cards.last4,
    stripePaymentMethodId: cards.stripePaymentMethodId,
    removedAt: cards.removedAt,
  },
}

/** One of our own making, so it exists. */
export async function readAutomaticPayment(db: Database, paymentId: string): Promise<AutomaticPayment> {
  const [found] = await select(db).where(eq(automaticPayments.paymentId, paymentId))
  assert(found, 'an automatic payment is never removed')
  return found
}

/** The same, locked: with what was committed before, until the transaction ends. */
export async function lockAutomaticPayment(tx: Database, paymentId: string): Promise<AutomaticPayment> {
  await tx
    .select({ id: automaticPayments.paymentId })
    .from(automaticPayments)
    .where(eq(automaticPayments.paymentId, paymentId))
    .for('update')
  return readAutomaticPayment(tx, paymentId)
}

/** Those of a wallet's rule, or of a recurring payment, that are not over: at most one that still waits for money. */
export async function listOpenOf(db: Database, origin: AutomaticOrigin): Promise<AutomaticPayment[]> {
  return select(db).where(and(isOf(origin), eq(payments.status, 'pending')))
}

/** The same of many recurring payments at once. */
export async function listOpenOfRecurring(
  db: Database,
  recurringPaymentIds: string[],
): Promise<AutomaticPayment[]> {
  if (recurringPaymentIds.length === 0) return []
  return select(db).where(
    and(inArray(automaticPayments.recurringPaymentId, recurringPaymentIds), eq(payments.status, 'pending')),
  )
}

/** A user's automatic payments that a card could not pay: to be charged again, or for the user to see to. Newest first. */
export async function listStuckPayments(
  db: Database,
  { userId, limit }: { userId: string; limit: number },
): Promise<AutomaticPayment[]> {
  return select(db)
    .where(
      and(
        eq(payments.userId, userId),
        eq(payments.status, 'pending'),
        isNull(payments.quarantineReason),
        isNull(payments.cancellationReason),
        isNull(automaticPayments.supersededAt),
        or(eq(automaticPayments.stage, 'user'), gt(automaticPayments.declines, 0)),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(limit)
}

/** Whose rule a payment comes from. */
export type AutomaticOrigin = { walletId: bigint } | { recurringPaymentId: string }

function isOf(origin: AutomaticOrigin) {
  return 'walletId' in origin
    ? and(eq(automaticPayments.walletId, origin.walletId), eq(payments.origin, 'auto_top_up'))
    : eq(automaticPayments.recurringPaymentId, origin.recurringPaymentId)
}

function select(db: Database) {
  return db
    .select(columns)
    .from(automaticPayments)
    .innerJoin(payments, eq(payments.id, automaticPayments.paymentId))
    .innerJoin(cards, eq(cards.id, automaticPayments.cardId))
}
