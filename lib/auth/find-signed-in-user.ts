import type { Database } from '@/db/client'
import { findUser, type User } from '@/lib/users/user'

/** What a session cookie and an access token both carry. */
export type SignedInAs = { user_id: string; session_version: number }

/**
 * The user a session or token was given to, if it still counts: not after a block, a change of role or password.
 * Each request asks again, since what is signed cannot be taken back.
 */
export async function findSignedInUser(db: Database, claims: Partial<SignedInAs>): Promise<User | undefined> {
  if (typeof claims.user_id !== 'string') return undefined
  const user = await findUser(db, claims.user_id)
  if (!user || user.blockedAt || user.sessionVersion !== claims.session_version) return undefined
  return user
}
