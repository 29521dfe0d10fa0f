import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { readUser, type User, userColumns } from './user'

/** An admin's act on another user. */
export type UserAct = AdminAuthor & {
  /** Whom it is about. */
  userId: string
}

/**
 * Makes a user an admin or an ordinary user again. Their sessions end, so that the new role counts at once.
 * @throws AppError `not_found`; `forbidden` on oneself, or if whoever asks is no admin.
 */
export function setUserRole(db: Database, { role, ...act }: UserAct & { role: User['role'] }): Promise<User> {
  return administer(db, act, (user) =>
    user.role === role
      ? null
      : { set: { role }, action: 'user.role_changed', details: { from: user.role, to: role } },
  )
}

/**
 * Blocks a user: no sign-in, no session, token or key of theirs works from now on. Running subscriptions go on
 * until they are stopped or the money ends.
 * @throws AppError as `setUserRole`.
 */
export function blockUser(db: Database, act: UserAct): Promise<User> {
  return administer(db, act, (user) =>
    user.blockedAt ? null : { set: { blockedAt: sql`now()` }, action: 'user.blocked', details: {} },
  )
}

/** Lets a blocked user in again, who then signs in anew. @throws AppError as `setUserRole`. */
export function unblockUser(db: Database, act: UserAct): Promise<User> {
  return administer(db, act, (user) =>
    user.blockedAt ? { set: { blockedAt: null }, action: 'user.unblocked', details: {} } : null,
  )
}

type Act = { set: Record<string, unknown>; action: string; details: Record<string, string> }

async function administer(
  db: Database,
  { adminId, actor, userId }: UserAct,
  decide: (user: User) => Act | null,
): Promise<User> {
  // Whoever locked themselves out could not undo it, and the last admin would be gone.
  if (adminId === userId) throw new AppError('forbidden', 'Ask another admin to change your own account.')
  return db.transaction(async (tx) => {
    const { id } = await readUser(tx, userId)
    // Both rows are locked, in one order, so that of two admins demoting each other one comes too late.
    const locked = await tx
      .select(userColumns)
      .from(users)
      .where(sql`${users.id} in (${adminId}, ${id})`)
      .orderBy(users.id)
      .for('update')
    const admin = locked.find((row) => row.id === adminId)
    if (admin?.role !== 'admin' || admin.blockedAt)
      throw new AppError('forbidden', 'Only an admin may do this.')
    const user = locked.find((row) => row.id === id) ?? (await readUser(tx, id))
    const act = decide(user)
    if (!act) return user
    const [changed] = await tx
      .update(users)
      .set({ ...act.set, sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, id))
      .returning(userColumns)
    await recordAudit(tx, {
      actor: authorOf({ adminId, actor }),
      action: act.action,
      subject: `user:${id}`,
      details: act.details,
    })
    return changed ?? user
  })
}
