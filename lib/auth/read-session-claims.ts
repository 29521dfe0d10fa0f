import { type GetTokenParams, getToken } from 'next-auth/jwt'
import { env } from '@/lib/env'
import { decodeSession } from './decode-session'
import type { SignedInAs } from './find-signed-in-user'
import { sessionCookie } from './session-cookie'

/** The cookies of a request, as Next gives them. */
type Cookies = { getAll(): { name: string; value: string }[] }

/**
 * Whom the session cookie names, or null without one that we made and that still lasts. Only this cookie is looked
 * at: next-auth's `getServerSession` reads its others as well, and a broken one among those would break each page.
 */
export async function readSessionClaims(cookies: Cookies): Promise<Partial<SignedInAs> | null> {
  const { name, options } = sessionCookie()
  // Never the Authorization header, which `getToken` would fall back to: that is the API's.
  const request = { cookies, headers: new Headers() } as unknown as GetTokenParams['req']
  return getToken({
    req: request,
    cookieName: name,
    secureCookie: options.secure,
    secret: env().AUTH_SECRET[0],
    decode: decodeSession,
  })
}
