import { z } from 'zod'
import type { User } from '@/lib/users/user'
import { idText, instantText } from './answer-fields'

/** What `presentUser` makes. */
export const userSchema = z
  .strictObject({
    id: idText,
    email: z.string(),
    name: z.string().describe('May be empty.'),
    role: z.enum(['user', 'admin']),
    locale: z.enum(['en', 'ru']),
    created_at: instantText,
  })
  .meta({ id: 'User' })

/** A user as the API answers it. */
export function presentUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    locale: user.locale,
    created_at: user.createdAt.toISOString(),
  }
}
