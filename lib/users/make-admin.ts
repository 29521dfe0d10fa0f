import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { emailSchema } from './email'
import { type User, userColumns } from './user'

/**
 * Makes an account an admin on the word of whoever holds the database: so a new installation gets its first one.
 * Its sessions end, so that the new role counts at once. For an admin it changes nothing.
 * @throws AppError `invalid_request` for what is no address, `not_found` for one without an account, `forbidden` for
 *   a blocked account.
 */
export async function makeAdmin(db: Database, email: string): Promise<User> {
  const address = emailSchema.safeParse(email)
  if (!address.success) {
    throw new AppError('invalid_request', 'Name the e-mail address of an account.', { field: 'email' })
  }
  return db.transaction(async (tx) => {
    const [user] = await tx.select(userColumns).from(users).where(eq(users.email, address.data)).for('update')
    if (!user) {
      throw new AppError('not_found', `There is no account ${address.data}: sign up with it first.`, {
        field: 'email',
      })
    }
    if (user.blockedAt) throw new AppError('forbidden', `The account ${address.data} is blocked.`)
    if (user.role === 'admin') return user
    const promoted = { ...user, role: 'admin' as const, sessionVersion: user.sessionVersion + 1 }
    await tx
      .update(users)
      .set({ role: promoted.role, sessionVersion: promoted.sessionVersion })
      .where(eq(users.id, user.id))
    await recordAudit(tx, {
      actor: 'cli',
      action: 'user.role_changed',
      subject: `user:${user.id}`,
      details: { from: user.role, to: promoted.role },
    })
    return promoted
  })
}
