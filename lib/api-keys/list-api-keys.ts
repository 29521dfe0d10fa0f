import { desc, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { type ApiKey, apiKeyColumns, isActive, toApiKey } from './api-key'

/** The most keys a page shows: more than can work at a time, so that only revoked and expired ones drop out. */
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
