import { createApiKey } from '@/lib/api-keys/create-api-key'
import { revokeApiKey } from '@/lib/api-keys/revoke-api-key'
import { rotateApiKey } from '@/lib/api-keys/rotate-api-key'
import { issueAccessToken } from '@/lib/auth/access-token'
import { plantKey } from './api-client'
import { plantUser } from './fixtures'
import type { TestDatabase } from './test-database'

/** Credentials that are worth nothing, for a user whose others are: by what is wrong with them. */
export async function plantDeadCredentials(
  { db, owner }: TestDatabase,
  userId: string,
): Promise<Record<string, string | undefined>> {
  const revoked = await createApiKey(db, { userId, name: 'revoked' })
  await revokeApiKey(db, { userId, keyId: revoked.key.id })
  const expired = await createApiKey(db, { userId, name: 'expired', expiresAt: new Date(Date.now() - 1000) })
  const replaced = await createApiKey(db, { userId, name: 'replaced' })
  await rotateApiKey(db, { userId, keyId: replaced.key.id, overlapHours: 0 })
  const overlapped = await createApiKey(db, { userId, name: 'overlapped' })
  await rotateApiKey(db, { userId, keyId: overlapped.key.id, overlapHours: 1 })
  await owner`update api_keys set previous_expires_at = now() - interval '1 second' where id = ${overlapped.key.id}`
  const blockedId = await plantUser(db)
  const ofBlocked = await plantKey(db, blockedId)
  const tokenOfBlocked = await issueAccessToken({ id: blockedId, sessionVersion: 0 })
  await owner`update users set blocked_at = now() where id = ${blockedId}`
  return {
    'no credential': undefined,
    'a made-up key': `hg_test_${'0'.repeat(46)}`,
    'a made-up token': 'eyJhbGciOiJub25lIn0.e30.',
    'a revoked key': revoked.secret,
    'an expired key': expired.secret,
    'a replaced secret': replaced.secret,
    'a secret past its overlap': overlapped.secret,
    'a key of a blocked user': ofBlocked,
    'a token of a blocked user': tokenOfBlocked,
    'a token from before a new password': await issueAccessToken({ id: userId, sessionVersion: -1 }),
  }
}

/** A key that may do one thing, which its user no longer may. */
export const POWERLESS = "an operator's key whose user is no admin any more"

/** Credentials of people who are not that user and may not act for anyone but themselves, by whose they are. */
export async function plantStrangers(base: TestDatabase): Promise<Record<string, string>> {
  const { db, owner } = base
  const otherId = await plantUser(db)
  const demotedId = await plantAdmin(base)
  const demoted = await plantKey(db, demotedId, ['operator'])
  await owner`update users set role = 'user' where id = ${demotedId}`
  return {
    "another user's key": await plantKey(db, otherId),
    "another user's token": await issueAccessToken({ id: otherId, sessionVersion: 0 }),
    "an admin's key without the scope operator": await plantKey(db, await plantAdmin(base)),
    [POWERLESS]: demoted,
  }
}

/** Whoever may act for any user that they name. */
export const OPERATORS = ["an operator's key", "an admin's token"] as const

/** A credential of one of them. */
export async function plantOperatorCredential(
  base: TestDatabase,
  whose: (typeof OPERATORS)[number],
): Promise<string> {
  const id = await plantAdmin(base)
  return whose === "an admin's token"
    ? issueAccessToken({ id, sessionVersion: 0 })
    : plantKey(base.db, id, ['operator'])
}

async function plantAdmin({ db, owner }: TestDatabase): Promise<string> {
  const id = await plantUser(db)
  await owner`update users set role = 'admin' where id = ${id}`
  return id
}
