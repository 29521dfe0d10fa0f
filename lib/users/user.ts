import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { prepareOnce } from '@/db/prepare-once'
import { users } from '@/db/schema'
import { AppError } from '../errors'

/** A person with an account, without the password. */
export type User = {
  id: string
  email: string
  /** May be empty. */
  name: string
  role: 'user' | 'admin'
  locale: 'en' | 'ru'
  /** Rises whenever everything signed in so far must end. */
  sessionVersion: number
  blockedAt: Date | null
  /** When a bank took a payment of theirs back, until an admin has looked at it. */
  flaggedAt: Date | null
  createdAt: Date
}

/** The columns of a user, under the domain's names. */
export const userColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  role: users.role,
  locale: users.locale,
  sessionVersion: users.sessionVersion,
  blockedAt: users.blockedAt,
  flaggedAt: users.flaggedAt,
  createdAt: users.createdAt,
}

/** A user by id, or undefined for an unknown one or a text that is no id at all. */
export async function findUser(db: Database, userId: string): Promise<User | undefined> {
  if (!z.guid().safeParse(userId).success) return undefined
  const [user] = await userById(db).execute({ userId })
  return user
}

const userById = prepareOnce((db) =>
  db
    .select(userColumns)
    .from(users)
    .where(eq(users.id, sql.placeholder('userId')))
    .prepare('user_by_id'),
)

/** A user by id. @throws AppError `not_found`. */
export async function readUser(db: Database, userId: string): Promise<User> {
  const user = await findUser(db, userId)
  if (!user) throw new AppError('not_found', 'There is no such user.', { field: 'user' })
  return user
}
