import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '../errors'
import { parseFields } from '../parse-fields'
import { hashPassword, passwordSchema, verifyPassword } from './password'
import { type User, userColumns } from './user'

/** A user's wish for another password. */
export type PasswordChange = { userId: string; currentPassword: string; newPassword: string }

/**
 * Changes a user's own password. Everything signed in before ends, tokens included.
 * @returns the user with the new session version, to sign this browser in again.
 * @throws AppError `invalid_credentials` with field `current_password`, `invalid_request` with `new_password`.
 */
export async function changePassword(db: Database, change: PasswordChange): Promise<User> {
  const newPassword = parseFields(passwordSchema, change.newPassword, 'new_password')
  const [before] = await db
    .select({ passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, change.userId))
  assert(before, 'whoever is signed in has an account')
  if (!(await verifyPassword(before.passwordHash, change.currentPassword))) throw wrongPassword()
  const passwordHash = await hashPassword(newPassword)

  return db.transaction(async (tx) => {
    const [user] = await tx
      .update(users)
      .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
      // Of two changes at once the second no longer knows the current password.
      .where(
        and(
          eq(users.id, change.userId),
          sql`${users.passwordHash} is not distinct from ${before.passwordHash}`,
        ),
      )
      .returning(userColumns)
    if (!user) throw wrongPassword()
    const who = `user:${user.id}`
    await recordAudit(tx, { actor: who, action: 'user.password_changed', subject: who })
    return user
  })
}

function wrongPassword(): AppError {
  return new AppError('invalid_credentials', 'The current password is wrong.', { field: 'current_password' })
}
