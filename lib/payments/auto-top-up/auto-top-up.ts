import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { autoTopUps, cards, type PauseReason } from '@/db/schema'
import { type Card, cardColumns } from '../cards/card'

/** How a wallet tops itself up. Amounts in minor units. */
export type AutoTopUp = {
  walletId: bigint
  userId: string
  currency: string
  /** It tops up when less than this is available. */
  thresholdMinor: bigint
  amountMinor: bigint
  /** What may come in this way in a calendar month (UTC); null: no limit. */
  monthlyCapMinor: bigint | null
  description: string
  status: 'active' | 'paused'
  pauseReason: PauseReason | null
  /** The month's limit is reached until then. */
  cappedUntil: Date | null
  card: Card
}

/** The columns of a rule under the names that the domain uses. */
export const autoTopUpColumns = {
  walletId: autoTopUps.walletId,
  userId: autoTopUps.userId,
  currency: autoTopUps.currency,
  thresholdMinor: autoTopUps.threshold,
  amountMinor: autoTopUps.amount,
  monthlyCapMinor: autoTopUps.monthlyCap,
  description: autoTopUps.description,
  status: autoTopUps.status,
  pauseReason: autoTopUps.pauseReason,
  cappedUntil: autoTopUps.cappedUntil,
  card: cardColumns,
}

/** How a user's wallets top themselves up, by currency. */
export async function listAutoTopUps(
  db: Database,
  { userId, currency }: { userId: string; currency?: string | undefined },
): Promise<AutoTopUp[]> {
  return db
    .select(autoTopUpColumns)
    .from(autoTopUps)
    .innerJoin(cards, eq(cards.id, autoTopUps.cardId))
    .where(
      and(
        eq(autoTopUps.userId, userId),
        currency === undefined ? undefined : eq(autoTopUps.currency, currency),
      ),
    )
    .orderBy(asc(autoTopUps.currency))
}
