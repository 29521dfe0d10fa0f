import type { NextAuthOptions, User } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { database } from '@/db/connection'
import { env } from '@/lib/env'
import { AppError } from '../errors'
import { log } from '../log'
import { isStorableText } from '../storable-text'
import { clientAddress } from './client-address'
import { decodeSession } from './decode-session'
import { SESSION_MAX_AGE_S, sessionCookie } from './session-cookie'
import { signInWithPassword } from './sign-in-with-password'

/**
 * next-auth as this product uses it: a password, and a session in an encrypted cookie that only names the user.
 * Who that is, and whether the session still counts, `getSession` asks the database at each request; not in a
 * callback here, where next-auth would take a database that is down for a visitor who is not signed in.
 */
export function nextAuthOptions(): NextAuthOptions {
  // The one way to tell next-auth 4 its own address; it must not believe the Host header.
  process.env.NEXTAUTH_URL ??= env().APP_URL
  const cookie = sessionCookie()
  return {
    secret: env().AUTH_SECRET[0],
    jwt: { decode: decodeSession },
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_S },
    useSecureCookies: cookie.options.secure,
    cookies: { sessionToken: cookie },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) => authorize(credentials, new Headers(request.headers)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => {
        const signingIn = user as User | undefined
        return signingIn ? { user_id: signingIn.id, session_version: signingIn.sessionVersion } : token
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        claims: { user_id: token.user_id, session_version: token.session_version },
      }),
    },
    // A cookie that someone made up is a visitor without a session, not an error of ours.
    logger: { error: (code) => log.debug({ code }, 'next-auth'), warn: () => {}, debug: () => {} },
  }
}

/** Never throws: next-auth would put the error's text into the address it redirects to. */
async function authorize(
  credentials: { email: string; password: string } | undefined,
  headers: Headers,
): Promise<User | null> {
  try {
    const { email, password } = credentials ?? {}
    if (typeof email !== 'string' || typeof password !== 'string') return null
    if (!isStorableText(email) || !isStorableText(password)) return null
    return await signInWithPassword(database(), { email, password, address: clientAddress(headers) })
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ error }, 'sign-in failed')
    return null
  }
}
