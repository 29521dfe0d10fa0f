import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { autoTopUps, recurringPayments } from '@/db/schema'
import { pauseRule } from './pause-rule'

/** A card is gone: whatever was charged to it by itself stands still, in the transaction that removes the card. */
export async function pauseCardRules(
  tx: Database,
  { cardId, asOf }: { cardId: string; asOf: Date },
): Promise<void> {
  const stop = { reason: 'card_removed', asOf, cause: `card:${cardId}` } as const
  const topUps = await tx
    .select({ walletId: autoTopUps.walletId })
    .from(autoTopUps)
    .where(and(eq(autoTopUps.cardId, cardId), eq(autoTopUps.status, 'active')))
    .orderBy(asc(autoTopUps.walletId))
  for (const { walletId } of topUps) await pauseRule(tx, { walletId }, stop)
  const recurring = await tx
    .select({ recurringPaymentId: recurringPayments.id })
    .from(recurringPayments)
    .where(and(eq(recurringPayments.cardId, cardId), eq(recurringPayments.status, 'active')))
    .orderBy(asc(recurringPayments.id))
  for (const { recurringPaymentId } of recurring) {
    await pauseRule(tx, { recurringPaymentId }, stop)
  }
}
