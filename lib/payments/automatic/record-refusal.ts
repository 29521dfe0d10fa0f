import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { type AutomaticPayment, readAutomaticPayment } from './automatic-payment'
import { afterDecline } from './decline-policy'
import { conclude, recordDecline } from './record-outcome'

/**
 * Stripe makes no intent as things stand. An operator may mend that, so it is tried again when a declined card is; after
 * the last time, or once its card is gone with its customer, the payment has failed: nobody could pay it by its link.
 */
export async function recordRefusal(
  tx: Database,
  found: AutomaticPayment,
  { code, asOf }: { code: string; asOf: Date },
): Promise<void> {
  const { payment, automatic, card } = found
  const declines = automatic.declines + 1
  const failureCode = card.removedAt === null ? code : 'card_removed'
  if (afterDecline({ code: failureCode, declines, asOf }).kind === 'retry') {
    return recordDecline(tx, found, { code: failureCode, asOf })
  }
  await tx
    .update(payments)
    .set({ status: 'failed', failureCode })
    .where(
      and(
        eq(payments.id, payment.id),
        eq(payments.status, 'pending'),
        isNull(payments.stripePaymentIntentId),
      ),
    )
  const now = await readAutomaticPayment(tx, payment.id)
  if (now.payment.status !== 'pending') await conclude(tx, now, asOf)
}
