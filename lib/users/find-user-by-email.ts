import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { emailSchema } from './email'
import { type User, userColumns } from './user'

/** The user with an e-mail address, however it is spelled; undefined for an unknown one or what is no address. */
export async function findUserByEmail(db: Database, email: string): Promise<User | undefined> {
  const address = emailSchema.safeParse(email)
  if (!address.success) return undefined
  const [user] = await db.select(userColumns).from(users).where(eq(users.email, address.data))
  return user
}
