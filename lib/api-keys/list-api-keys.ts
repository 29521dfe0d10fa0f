import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { type Page, pageOf } from '../page'
import { type ApiKey, apiKeyColumns, isActive, toApiKey } from './api-key'

/** The most keys a screen shows: more than can work at a time, so that only revoked and expired ones drop out. */
const LIMIT = 200

/** A user's keys, those that work before those that no longer do, the newest first. */
export async function listApiKeys(db: Database, { userId }: { userId: string }): Promise<ApiKey[]> {
  const rows = await db
    .select(apiKeyColumns)
    .from(apiKeys)
    .where(eq(apiKeys.userId, userId))
    .orderBy(sql`(${isActive}) desc`, desc(apiKeys.id))
    .limit(LIMIT)
  return rows.map(toApiKey)
}

/** A page of a user's keys, also of those that no longer work, the newest first. */
export async function pageApiKeys(
  db: Database,
  { userId, limit, cursor }: { userId: string; limit: number; cursor?: string | undefined },
): Promise<Page<ApiKey>> {
  const rows = await db
    .select(apiKeyColumns)
    .from(apiKeys)
    .where(and(eq(apiKeys.userId, userId), cursor === undefined ? undefined : lt(apiKeys.id, cursor)))
    .orderBy(desc(apiKeys.id))
    .limit(limit + 1)
  return pageOf(rows.map(toApiKey), limit, ({ id }) => id)
}
