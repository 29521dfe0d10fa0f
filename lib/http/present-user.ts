import type { User } from '@/lib/users/user'

/** A user as the API answers it. */
export function presentUser(user: User) {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    locale: user.locale,
    created_at: user.createdAt.toISOString(),
  }
}
