import { and, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { lookUpTogether } from '@/db/look-up-together'
import { prepareOnce } from '@/db/prepare-once'
import { apiKeys, users } from '@/db/schema'
import { type User, userColumns } from '@/lib/users/user'
import { type ApiKey, apiKeyColumns, isActive, toApiKey } from './api-key'
import { hashSecret, isSecret } from './secret'

/** How exact `lastUsedAt` is: a busy key writes its row no more often than this. */
const LAST_USED_GRAIN_MS = 60_000

/** A key that was shown, and whose it is. */
export type ShownKey = {
  key: ApiKey
  user: User
  /** It was shown by the secret before its present one, which still works for a while. */
  isOutgoing: boolean
}

/**
 * The key and user that a secret belongs to; undefined if it is unknown, revoked or expired, or its user is blocked.
 * The look-up is by hash, so the time it takes tells nothing about a secret that is nearly right.
 */
export async function authenticateApiKey(db: Database, secret: string): Promise<ShownKey | undefined> {
  if (!isSecret(secret)) return undefined
  const hash = hashSecret(secret)
  const present = await activeKey(db)(hash)
  if (present) return { key: toApiKey(present.key), user: present.user, isOutgoing: false }
  // Only a secret that was rotated out, or an unknown one, comes to the second look-up.
  const outgoing = await activeKeyBefore(db)(hash)
  return outgoing && { key: toApiKey(outgoing.key), user: outgoing.user, isOutgoing: true }
}

/** Asked anew at every call, so that a revoked key, or a blocked user's, ends with the call that comes after. */
const activeKey = prepareOnce((db) => lookUpBy(db, apiKeys.hash, isActive, 'active_api_keys'))

/** The same by the secret that a key had before its present one, while that works. */
const activeKeyBefore = prepareOnce((db) =>
  lookUpBy(
    db,
    apiKeys.previousHash,
    and(isActive, sql`${apiKeys.previousExpiresAt} > now()`),
    'active_api_keys_before',
  ),
)

function lookUpBy(
  db: Database,
  hash: typeof apiKeys.hash | typeof apiKeys.previousHash,
  works: SQL | undefined,
  name: string,
) {
  const query = db
    .select({ hash: sql<string>`${hash}`, key: apiKeyColumns, user: userColumns })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(and(sql`${hash} = any(${sql.placeholder('hashes')}::text[])`, works, isNull(users.blockedAt)))
    .prepare(name)
  return lookUpTogether(async (hashes: string[]) => {
    const rows = await query.execute({ hashes: `{${hashes.join(',')}}` })
    return new Map(rows.map((row) => [row.hash, row]))
  })
}

/** Notes that a secret of a key was used, if that was not noted within the last minute. Nothing waits for it. */
export async function noteApiKeyUse(
  db: Database,
  { key, isOutgoing }: Pick<ShownKey, 'key' | 'isOutgoing'>,
): Promise<void> {
  const lastUsedAt = isOutgoing ? key.previous?.lastUsedAt : key.lastUsedAt
  if (lastUsedAt && Date.now() - lastUsedAt.getTime() < LAST_USED_GRAIN_MS) return
  const column = isOutgoing ? apiKeys.previousLastUsedAt : apiKeys.lastUsedAt
  const stale = sql`now() - ${`${LAST_USED_GRAIN_MS} milliseconds`}::interval`
  await db
    .update(apiKeys)
    .set(isOutgoing ? { previousLastUsedAt: sql`now()` } : { lastUsedAt: sql`now()` })
    // Asked again here, so that a hundred calls at once write one row once, and that of the secret that was shown.
    .where(
      and(
        eq(apiKeys.id, key.id),
        isOutgoing ? eq(apiKeys.previousPrefix, key.previous?.prefix ?? '') : eq(apiKeys.prefix, key.prefix),
        or(isNull(column), lt(column, stale)),
      ),
    )
}
