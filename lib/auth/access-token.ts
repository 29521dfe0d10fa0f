import { jwtVerify, SignJWT } from 'jose'
import type { Database } from '@/db/client'
import { env } from '@/lib/env'
import type { User } from '@/lib/users/user'
import { deriveKey } from './derive-key'
import { findSignedInUser, type SignedInAs } from './find-signed-in-user'

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_MAX_AGE_S = 60 * 60

const ALGORITHM = 'HS256'
const AUDIENCE = 'hourglass-api'

const signingKey = () => deriveKey('access token')

/**
 * A JWT that lets its bearer call the API as this user for an hour. Its payload carries `user_id`. Wall-clock time:
 * the sandbox's test clock moves money, not keys.
 */
export function issueAccessToken(user: Pick<User, 'id' | 'sessionVersion'>): Promise<string> {
  const claims: SignedInAs = { user_id: user.id, session_version: user.sessionVersion }
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(env().APP_URL)
    .setAudience(AUDIENCE)
    .setSubject(user.id)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_MAX_AGE_S}s`)
    .sign(signingKey())
}

/**
 * The user an access token speaks for; undefined for one that is forged, of another algorithm, expired, or given
 * before the user was blocked or changed the password.
 */
export async function verifyAccessToken(db: Database, token: string): Promise<User | undefined> {
  try {
    const { payload } = await jwtVerify<Partial<SignedInAs>>(token, signingKey(), {
      algorithms: [ALGORITHM],
      issuer: env().APP_URL,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'user_id', 'session_version'],
    })
    return await findSignedInUser(db, payload)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined
    throw error
  }
}
