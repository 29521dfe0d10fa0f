import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'

/**
 * Marks a user for admins to look at. It refuses them nothing: whoever should be kept out is blocked by an admin.
 * @param flag `because` names what it is for, such as `payment:<id>`.
 */
export async function flagUser(
  tx: Database,
  { userId, asOf, because }: { userId: string; asOf: Date; because: string },
): Promise<void> {
  const flagged = await tx
    .update(users)
    .set({ flaggedAt: asOf })
    .where(and(eq(users.id, userId), isNull(users.flaggedAt)))
    .returning({ id: users.id })
  if (flagged.length === 0) return
  await recordAudit(tx, {
    actor: 'stripe',
    action: 'user.flagged',
    subject: `user:${userId}`,
    details: { because },
  })
}

/** Takes the mark off again, by an admin who has looked. The caller has checked that one does. */
export async function unflagUser(
  db: Database,
  { userId, adminId }: { userId: string; adminId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const changed = await tx
      .update(users)
      .set({ flaggedAt: null })
      .where(and(eq(users.id, userId), isNotNull(users.flaggedAt)))
      .returning({ id: users.id })
    if (changed.length === 0) return
    await recordAudit(tx, { actor: `admin:${adminId}`, action: 'user.unflagged', subject: `user:${userId}` })
  })
}
