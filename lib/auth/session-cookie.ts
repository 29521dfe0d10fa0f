import { cookies } from 'next/headers'
import { encode } from 'next-auth/jwt'
import { env } from '@/lib/env'
import type { User } from '@/lib/users/user'
import type { SignedInAs } from './find-signed-in-user'

/** How long a session lasts, in seconds. */
export const SESSION_MAX_AGE_S = 30 * 24 * 60 * 60

/** The cookie that next-auth reads the session from; its options name this one, so both always agree. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith('https://')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const
}

/**
 * Signs a user in on this browser. next-auth 4 can start a session only from a request of the browser to its own
 * route, so a server action writes what that route would: the token made by next-auth's `encode` with the same secret,
 * in the same cookie. Forms then need no script of next-auth, and a CSRF check is the action's own.
 */
export async function writeSessionCookie(user: Pick<User, 'id' | 'sessionVersion'>): Promise<void> {
  const claims: SignedInAs = { user_id: user.id, session_version: user.sessionVersion }
  const { name, options } = sessionCookie()
  const secret = env().AUTH_SECRET[0]
  const token = await encode({ token: { ...claims }, secret, maxAge: SESSION_MAX_AGE_S })
  const store = await cookies()
  store.set(name, token, { ...options, maxAge: SESSION_MAX_AGE_S })
}

/** Signs out on this browser. */
export async function clearSessionCookie(): Promise<void> {
  const { name, options } = sessionCookie()
  const store = await cookies()
  store.set(name, '', { ...options, maxAge: 0 })
}
