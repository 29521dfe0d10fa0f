import { and, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { cardSetups } from '@/db/schema'
import { syncCardSetup } from './sync-card-setup'

/** So many of the latest are asked about, and none that was begun longer ago. */
const LATEST = 3
const RECENT_HOURS = 2

/**
 * Asks Stripe about cards that a user has lately begun to save, so that who reads the list sees them even if no webhook
 * has come yet. If Stripe cannot be asked, what we know is the answer.
 */
export async function syncOpenSetups(db: Database, { userId }: { userId: string }): Promise<void> {
  const open = await db
    .select({ id: cardSetups.id })
    .from(cardSetups)
    .where(
      and(
        eq(cardSetups.userId, userId),
        eq(cardSetups.status, 'pending'),
        isNotNull(cardSetups.stripeSetupIntentId),
        gt(cardSetups.createdAt, sql`now() - ${RECENT_HOURS} * interval '1 hour'`),
      ),
    )
    .orderBy(desc(cardSetups.id))
    .limit(LATEST)
  await Promise.all(open.map(({ id }) => syncCardSetup(db, { setupId: id })))
}
