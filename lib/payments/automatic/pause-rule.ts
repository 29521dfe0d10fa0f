import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { autoTopUps, outbox, type PauseReason, recurringPayments } from '@/db/schema'
import type { AutomaticOrigin } from './automatic-payment'

/**
 * Stops what charges a card by itself, for a reason that is not the user's, and tells of it. One that stands still
 * already keeps its reason.
 * @param stop `cause` is the payment or the card that stops it, as in `payment:<id>`: neither does so twice.
 * @returns whether it was running.
 */
export async function pauseRule(
  tx: Database,
  origin: AutomaticOrigin,
  { reason, asOf, cause }: { reason: PauseReason; asOf: Date; cause: string },
): Promise<boolean> {
  const [paused] =
    'walletId' in origin
      ? await tx
          .update(autoTopUps)
          .set({ status: 'paused', pauseReason: reason, updatedAt: asOf })
          .where(and(eq(autoTopUps.walletId, origin.walletId), eq(autoTopUps.status, 'active')))
          .returning({
            userId: autoTopUps.userId,
            walletId: autoTopUps.walletId,
            currency: autoTopUps.currency,
          })
      : await tx
          .update(recurringPayments)
          .set({ status: 'paused', pauseReason: reason })
          .where(
            and(eq(recurringPayments.id, origin.recurringPaymentId), eq(recurringPayments.status, 'active')),
          )
          .returning({
            userId: recurringPayments.userId,
            walletId: recurringPayments.walletId,
            currency: recurringPayments.currency,
          })
  if (!paused) return false
  const subject = 'walletId' in origin ? 'auto_top_up' : 'recurring_payment'
  const id = 'walletId' in origin ? origin.walletId.toString() : origin.recurringPaymentId
  await tx
    .insert(outbox)
    .values({
      key: `${subject}.disabled:${id}:${cause}`,
      type: `${subject}.disabled`,
      userId: paused.userId,
      walletId: paused.walletId,
      at: asOf,
      data: {
        reason,
        currency: paused.currency,
        ...('recurringPaymentId' in origin && { recurring_payment: id }),
      },
    })
    .onConflictDoNothing({ target: outbox.key })
  return true
}
