import type { Database } from '@/db/client'
import { authenticateApiKey, noteApiKeyUse } from '@/lib/api-keys/authenticate-api-key'
import { verifyAccessToken } from '@/lib/auth/access-token'
import { AppError } from '../errors'
import { log } from '../log'
import type { Caller } from './caller'

/** Longer than any key or token of ours. */
const MAX_HEADER_LENGTH = 4096

/**
 * Who calls, by the `Authorization: Bearer` header: an API key or an access token. A header of any other form,
 * however malformed, is simply nobody.
 * @throws AppError `unauthenticated`.
 */
export async function authenticateRequest(db: Database, request: Request): Promise<Caller> {
  const header = request.headers.get('authorization')
  if (header === null) throw unauthenticated('Send "Authorization: Bearer <API key or access token>".')
  const credential =
    header.length > MAX_HEADER_LENGTH ? undefined : /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1]
  const caller =
    credential &&
    (credential.startsWith('hg_') ? await byApiKey(db, credential) : await byToken(db, credential))
  if (!caller) throw unauthenticated('The API key or access token is unknown, expired or revoked.')
  return caller
}

async function byApiKey(db: Database, secret: string): Promise<Caller | undefined> {
  const found = await authenticateApiKey(db, secret)
  if (!found) return undefined
  const { key, user, isOutgoing } = found
  // Not waited for: the call need not be slower because its key's page says when it was used.
  noteApiKeyUse(db, found).catch((error: unknown) =>
    log.warn({ error, keyId: key.id }, 'the use of a key went unnoted'),
  )
  return {
    userId: user.id,
    actor: `key:${key.id}`,
    isUnlimited: key.isUnlimited,
    scopes: key.scopes,
    operator: user.role === 'admin' && key.scopes.includes('operator'),
    key: { expiresAt: key.expiresAt, isOutgoing },
  }
}

async function byToken(db: Database, token: string): Promise<Caller | undefined> {
  const user = await verifyAccessToken(db, token)
  if (!user) return undefined
  const operator = user.role === 'admin'
  return { userId: user.id, actor: `user:${user.id}`, isUnlimited: true, scopes: [], operator, key: null }
}

function unauthenticated(message: string): AppError {
  return new AppError('unauthenticated', message)
}
