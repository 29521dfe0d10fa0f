import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { lookUpTogether } from '@/db/look-up-together'
import { prepareOnce } from '@/db/prepare-once'
import { apiKeys, users } from '@/db/schema'
import { type User, userColumns } from '@/lib/users/user'
import { type ApiKey, apiKeyColumns, isActive, toApiKey } from './api-key'
import { hashSecret, isSecret } from './secret'

/** How exact `lastUsedAt` is: a busy key writes its row no more often than this. */
const LAST_USED_GRAIN_MS = 60_000

/**
 * The key and user that a secret belongs to; undefined if it is unknown, revoked or expired, or its user is blocked.
 * The look-up is by hash, so the time it takes tells nothing about a secret that is nearly right.
 */
export async function authenticateApiKey(
  db: Database,
  secret: string,
): Promise<{ key: ApiKey; user: User } | undefined> {
  if (!isSecret(secret)) return undefined
  const found = await activeKey(db)(hashSecret(secret))
  return found && { key: toApiKey(found.key), user: found.user }
}

/** Asked anew at every call, so that a revoked key, or a blocked user's, ends with the call that comes after. */
const activeKey = prepareOnce((db) => {
  const query = db
    .select({ hash: apiKeys.hash, key: apiKeyColumns, user: userColumns })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(
      and(
        sql`${apiKeys.hash} = any(${sql.placeholder('hashes')}::text[])`,
        isActive,
        isNull(users.blockedAt),
      ),
    )
    .prepare('active_api_keys')
  return lookUpTogether(async (hashes: string[]) => {
    const rows = await query.execute({ hashes: `{${hashes.join(',')}}` })
    return new Map(rows.map((row) => [row.hash, row]))
  })
})

/** Notes that a key was used, if that was not noted within the last minute. Nothing waits for it. */
export async function noteApiKeyUse(db: Database, key: Pick<ApiKey, 'id' | 'lastUsedAt'>): Promise<void> {
  if (key.lastUsedAt && Date.now() - key.lastUsedAt.getTime() < LAST_USED_GRAIN_MS) return
  const stale = sql`now() - ${`${LAST_USED_GRAIN_MS} milliseconds`}::interval`
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    // Asked again here, so that a hundred calls at once write one row once.
    .where(and(eq(apiKeys.id, key.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))))
}
