import { desc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { type ApiKey, apiKeyColumns, toApiKey } from './api-key'

/** The most keys a page shows. */
const LIMIT = 200

/** A user's keys, the newest first, revoked ones included. */
export async function listApiKeys(db: Database, { userId }: { userId: string }): Promise<ApiKey[]> {
  const rows = await db
    .select(apiKeyColumns)
    .from(apiKeys)
    .where(eq(apiKeys.userId, userId))
    .orderBy(desc(apiKeys.id))
    .limit(LIMIT)
  return rows.map(toApiKey)
}
