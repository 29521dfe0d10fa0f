import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { disputes, payments } from '@/db/schema'
import { recordEvent } from '@/lib/outbox/record-event'
import { assert } from '../../errors'
import { formatMinor } from '../../money'
import { paymentColumns } from '../payment'
import { paymentEventData } from '../record-payment-event'
import { disputeColumns } from './dispute'

/** Tells that a bank has taken money back, once, in the transaction that books it. */
export async function recordDisputed(tx: Database, disputeId: string, at: Date): Promise<void> {
  const { dispute, event, data } = await eventOf(tx, disputeId, at)
  const type = 'payment.disputed'
  await recordEvent(tx, {
    ...event,
    type,
    key: `${type}:${disputeId}`,
    data: { ...data, reason: dispute.reason },
  })
}

/** Tells how a dispute was decided, once for each verdict: an appeal can bring another. An inquiry has none. */
export async function recordDisputeClosed(tx: Database, disputeId: string, at: Date): Promise<void> {
  const { dispute, event, data } = await eventOf(tx, disputeId, at)
  const { status: outcome } = dispute
  if (outcome !== 'won' && outcome !== 'lost') return
  const type = 'payment.dispute_closed'
  await recordEvent(tx, {
    ...event,
    type,
    key: `${type}:${disputeId}:${outcome}`,
    data: { ...data, outcome },
  })
}

async function eventOf(tx: Database, disputeId: string, at: Date) {
  const [found] = await tx
    .select({ dispute: disputeColumns, payment: paymentColumns })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(eq(disputes.id, disputeId))
  assert(found, 'a dispute on record is of a payment')
  const { dispute, payment } = found
  const { userId, walletId } = payment
  return {
    dispute,
    event: { userId, walletId, at },
    data: {
      ...paymentEventData(payment),
      dispute: disputeId,
      disputed_value: formatMinor(dispute.amountMinor, payment.currency),
    },
  }
}
