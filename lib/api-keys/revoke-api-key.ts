import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { type ApiKey, apiKeyColumns, toApiKey } from './api-key'

/**
 * Revokes a user's own key for good; a key that already is stays as it was.
 * @throws AppError `not_found`, for someone else's key as for one that does not exist.
 */
export async function revokeApiKey(
  db: Database,
  { userId, keyId }: { userId: string; keyId: string },
): Promise<ApiKey> {
  if (!z.guid().safeParse(keyId).success) throw noSuchKey()
  const own = and(eq(apiKeys.id, keyId), eq(apiKeys.userId, userId))
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(own, isNull(apiKeys.revokedAt)))
      .returning(apiKeyColumns)
    if (revoked) {
      await recordAudit(tx, { actor: `user:${userId}`, action: 'api_key.revoked', subject: `key:${keyId}` })
      return toApiKey(revoked)
    }
    const [before] = await tx.select(apiKeyColumns).from(apiKeys).where(own)
    if (!before) throw noSuchKey()
    return toApiKey(before)
  })
}

function noSuchKey(): AppError {
  return new AppError('not_found', 'There is no such key.')
}
