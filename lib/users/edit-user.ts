import type { z } from 'zod'
import type { Database } from '@/db/client'
import { authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { blockUser, type UserAct, unblockUser } from './administer-user'
import { type profileSchema, updateProfile } from './update-profile'
import { readUser } from './user'

/** What an admin wants changed about a user; what is left out stays. */
export type UserEdit = UserAct & Partial<z.input<typeof profileSchema>> & { blocked?: boolean | undefined }

/**
 * Changes a user as an admin asks, all of it or nothing, and keeps in the audit log what was changed.
 * @throws AppError `invalid_request` naming the field, `not_found`, or as `blockUser`.
 */
export async function editUser(tx: Database, { blocked, name, locale, ...act }: UserEdit): Promise<void> {
  // First, as it locks both its rows in their order.
  if (blocked !== undefined) await (blocked ? blockUser : unblockUser)(tx, act)
  const before = await readUser(tx, act.userId)
  if (name === undefined && locale === undefined) return
  const after = await updateProfile(tx, { userId: act.userId, name, locale })
  const details = {
    ...(before.name !== after.name && { from_name: before.name, to_name: after.name }),
    ...(before.locale !== after.locale && { from_locale: before.locale, to_locale: after.locale }),
  }
  if (Object.keys(details).length === 0) return
  await recordAudit(tx, {
    actor: authorOf(act),
    action: 'user.profile_changed',
    subject: `user:${act.userId}`,
    details,
  })
}
