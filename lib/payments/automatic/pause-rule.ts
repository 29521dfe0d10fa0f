import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { autoTopUps, type PauseReason, recurringPayments } from '@/db/schema'
import { recordEvent } from '@/lib/outbox/record-event'
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
  const { userId, walletId, currency } = paused
  const about = { userId, walletId, at: asOf }
  if ('walletId' in origin) {
    const type = 'auto_top_up.disabled'
    await recordEvent(tx, { ...about, type, key: `${type}:${walletId}:${cause}`, data: { currency, reason } })
  } else {
    const type = 'recurring_payment.disabled'
    const id = origin.recurringPaymentId
    const data = { recurring_payment: id, currency, reason }
    await recordEvent(tx, { ...about, type, key: `${type}:${id}:${cause}`, data })
  }
  return true
}
