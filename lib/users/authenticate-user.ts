import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { AppError } from '../errors'
import { emailSchema } from './email'
import { verifyPassword } from './password'
import { type User, userColumns } from './user'

/**
 * Checks an e-mail address and password. An unknown address is answered like a wrong password, after the same time.
 * @throws AppError `invalid_credentials`; `forbidden` for a blocked user, and only to one who knows the password.
 */
export async function authenticateUser(
  db: Database,
  { email, password }: { email: string; password: string },
): Promise<User> {
  const address = emailSchema.safeParse(email)
  const [found] = address.success
    ? await db
        .select({ user: userColumns, passwordHash: users.passwordHash })
        .from(users)
        .where(eq(users.email, address.data))
    : []
  const fits = await verifyPassword(found?.passwordHash, password)
  if (!found || !fits)
    throw new AppError('invalid_credentials', 'The e-mail address or the password is wrong.')
  if (found.user.blockedAt) throw new AppError('forbidden', 'This account is blocked.')
  return found.user
}
