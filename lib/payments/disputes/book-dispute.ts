import { and, eq, lte, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { disputes } from '@/db/schema'
import { assert } from '../../errors'
import { lockPayment } from '../lock-payment'
import { statedAmount } from '../stripe/stated-amount'
import { type Dispute, disputeColumns } from './dispute'
import { recordDisputeClosed } from './record-dispute-event'
import { reinstateDispute } from './reinstate-dispute'
import { withdrawDispute } from './withdraw-dispute'

/**
 * Brings our books to what Stripe has answered about a dispute, whatever was heard before and in whatever order. Its
 * state is that of the answer to the latest question. Its money follows the balance transactions that Stripe lists with
 * it, not its status: one that takes the money, one that gives it back; an inquiry has none.
 */
export async function bookDispute(
  db: Database,
  paymentId: string,
  { dispute, askedAt }: { dispute: Stripe.Dispute; askedAt: string },
): Promise<void> {
  await retryOnConflict(() =>
    db.transaction(async (tx) => {
      const payment = await lockPayment(tx, paymentId)
      const asOf = await appNow(tx)
      const stated = {
        amount: statedAmount(dispute.amount, payment.currency),
        status: dispute.status,
        reason: dispute.reason,
        evidenceDueAt: instantOf(dispute.evidence_details?.due_by),
        askedAt,
      }
      const { amountMinor: _, ...known } = await recordDispute(tx, {
        ...stated,
        paymentId,
        walletId: payment.walletId,
        stripeDisputeId: dispute.id,
        createdAt: asOf,
      })
      const moved = (sign: number) =>
        dispute.balance_transactions.some(({ amount }) => Math.sign(amount) === sign)
      let { takenMinor } = known
      if (moved(-1) && known.withdrawnAt === null) {
        takenMinor = await withdrawDispute(tx, payment, { ...known, amountMinor: stated.amount }, asOf)
      }
      if (moved(1) && moved(-1) && known.reinstatedAt === null) {
        await reinstateDispute(tx, { ...known, takenMinor }, asOf)
      }
      await recordDisputeClosed(tx, known.id, asOf)
    }),
  )
}

type NewDispute = typeof disputes.$inferInsert

async function recordDispute(tx: Database, values: NewDispute): Promise<Dispute> {
  const isSame = eq(disputes.stripeDisputeId, values.stripeDisputeId)
  await tx.insert(disputes).values(values).onConflictDoNothing({ target: disputes.stripeDisputeId })
  const { amount, status, reason, evidenceDueAt, askedAt } = values
  await tx
    .update(disputes)
    .set({
      status,
      reason,
      evidenceDueAt: evidenceDueAt ?? null,
      askedAt,
      // What the bank took is what it took.
      amount: sql`case when ${disputes.withdrawnAt} is null then ${amount}::bigint else ${disputes.amount} end`,
    })
    .where(and(isSame, lte(disputes.askedAt, askedAt)))
  const [known] = await tx.select(disputeColumns).from(disputes).where(isSame)
  assert(known, 'a dispute on record is never removed')
  return known
}

function instantOf(seconds: number | null | undefined): Date | null {
  return seconds ? new Date(seconds * 1000) : null
}
