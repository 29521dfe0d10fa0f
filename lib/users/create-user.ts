import { z } from 'zod'
import type { Database } from '@/db/client'
import { users } from '@/db/schema'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { parseFields } from '../parse-fields'
import { emailSchema } from './email'
import { hashPassword, passwordSchema } from './password'
import { type User, userColumns } from './user'

/** What a new account is made of. */
export const newUserSchema = z.strictObject({
  email: emailSchema,
  password: passwordSchema,
  name: z.string().trim().max(100, 'The name may have at most 100 characters.').default(''),
  locale: z.enum(['en', 'ru']).default('en'),
})

/** A new account as a caller asks for it. */
export type NewUser = z.input<typeof newUserSchema>

/**
 * Makes an account with the role `user`.
 * @param author the admin who makes it for someone, which is kept in the audit log; nobody where people sign up.
 * @throws AppError `invalid_request` naming the field, `email_taken` if the address has an account.
 */
export async function createUser(db: Database, input: NewUser, author?: AdminAuthor): Promise<User> {
  const { password, ...fields } = parseFields(newUserSchema, input)
  const passwordHash = await hashPassword(password)
  const [user] = await db
    .insert(users)
    .values({ ...fields, passwordHash })
    .onConflictDoNothing({ target: users.email })
    .returning(userColumns)
  if (!user) {
    throw new AppError('email_taken', 'There is already an account with this e-mail address.', {
      field: 'email',
    })
  }
  if (author) {
    await recordAudit(db, { actor: authorOf(author), action: 'user.created', subject: `user:${user.id}` })
  }
  return user
}
