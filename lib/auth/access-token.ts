import { createHash } from 'node:crypto'
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from 'jose'
import type { Database } from '@/db/client'
import { env } from '@/lib/env'
import { assert } from '@/lib/errors'
import type { User } from '@/lib/users/user'
import { deriveKeys } from './derive-key'
import { findSignedInUser, type SignedInAs } from './find-signed-in-user'

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_MAX_AGE_S = 60 * 60

const ALGORITHM = 'HS256'
const AUDIENCE = 'hourglass-api'

/** The keys that tokens are signed by, the current one first, each under the `kid` by which a token names its own. */
function signingKeys(): { kid: string; key: Uint8Array }[] {
  return deriveKeys('access token').map((key) => ({
    kid: createHash('sha256').update('kid').update(key).digest('base64url').slice(0, 16),
    key,
  }))
}

/**
 * A JWT that lets its bearer call the API as this user for an hour. Its payload carries `user_id`. Wall-clock time:
 * the sandbox's test clock moves money, not keys.
 */
export function issueAccessToken(user: Pick<User, 'id' | 'sessionVersion'>): Promise<string> {
  const [current] = signingKeys()
  assert(current, 'there is a secret')
  const claims: SignedInAs = { user_id: user.id, session_version: user.sessionVersion }
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: current.kid })
    .setIssuer(env().APP_URL)
    .setAudience(AUDIENCE)
    .setSubject(user.id)
    .setIssuedAt()
    .setExpirationTime(`${ACCESS_TOKEN_MAX_AGE_S}s`)
    .sign(current.key)
}

/**
 * The user an access token speaks for; undefined for one that is forged, of another algorithm, of a secret that is no
 * more, expired, not valid yet, or given before the user was blocked or changed the password.
 */
export async function verifyAccessToken(db: Database, token: string): Promise<User | undefined> {
  try {
    const { payload } = await jwtVerify<Partial<SignedInAs>>(token, keyNamedBy, {
      algorithms: [ALGORITHM],
      issuer: env().APP_URL,
      audience: AUDIENCE,
      typ: 'JWT',
      requiredClaims: ['exp', 'iat', 'user_id', 'session_version'],
    })
    return await findSignedInUser(db, payload)
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined
    throw error
  }
}

function keyNamedBy({ kid }: JWTHeaderParameters): Uint8Array {
  const named = signingKeys().find((one) => one.kid === kid)
  if (!named) throw new errors.JWKSNoMatchingKey()
  return named.key
}
