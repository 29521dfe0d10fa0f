import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { AppError } from '../errors'
import { parseFields } from '../parse-fields'
import { type User, userColumns } from './user'

/** What users may change about themselves. */
export const profileSchema = z.strictObject({
  name: z.string().trim().max(100, 'The name may have at most 100 characters.'),
  locale: z.enum(['en', 'ru']),
})

/**
 * Changes a user's name, language or both.
 * @throws AppError `invalid_request` naming the field, `not_found` for an unknown user.
 */
export async function updateProfile(
  db: Database,
  { userId, ...input }: Partial<z.input<typeof profileSchema>> & { userId: string },
): Promise<User> {
  const profile = parseFields(profileSchema.partial(), input)
  const [user] = await db.update(users).set(profile).where(eq(users.id, userId)).returning(userColumns)
  if (!user) throw new AppError('not_found', 'There is no such user.')
  return user
}
