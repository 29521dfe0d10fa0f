import type { User } from '@/lib/users/user'

/** Who is signed in on the web, as the database had them when this request came in. */
export type Actor = {
  userId: string
  email: string
  /** May be empty. */
  name: string
  role: 'user' | 'admin'
  locale: 'en' | 'ru'
}

/** A signed-in user as the screens know them. */
export function toActor(user: User): Actor {
  return { userId: user.id, email: user.email, name: user.name, role: user.role, locale: user.locale }
}
