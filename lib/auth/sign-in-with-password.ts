import type { Database } from '@/db/client'
import { authenticateUser } from '@/lib/users/authenticate-user'
import type { User } from '@/lib/users/user'
import { limitFailures } from './rate-limits'

/** Someone who says who they are. */
export type Credentials = {
  email: string
  password: string
  /** The network address they come from. */
  address: string
}

/**
 * Checks an e-mail address and password, within the limits on guessing. The one door for the sign-in form, next-auth
 * and the token call.
 * @throws AppError `invalid_credentials`, `rate_limited`, `forbidden` for a blocked user.
 */
export function signInWithPassword(db: Database, credentials: Credentials): Promise<User> {
  return limitFailures(db, credentials, () => authenticateUser(db, credentials))
}
