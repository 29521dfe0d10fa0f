import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { assert } from '../errors'
import { type ApiKey, apiKeyColumns, toApiKey } from './api-key'
import { type KeyManager, personOf, requireMayManage } from './key-manager'
import { lockApiKey, type OwnKey } from './read-api-key'

/**
 * Revokes a user's own key for good, with the secret before it; a key that already is stays as it was.
 * @throws AppError `not_found`, for someone else's key as for one that does not exist; `forbidden` by a key that may less.
 */
export async function revokeApiKey(
  db: Database,
  own: OwnKey,
  by: KeyManager = personOf(own.userId),
): Promise<ApiKey> {
  return db.transaction(async (tx) => {
    const before = await lockApiKey(tx, own)
    requireMayManage(by, before)
    if (before.revokedAt) return before
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(eq(apiKeys.id, before.id))
      .returning(apiKeyColumns)
    assert(revoked, 'a locked key is there')
    await recordAudit(tx, { actor: by.actor, action: 'api_key.revoked', subject: `key:${before.id}` })
    return toApiKey(revoked)
  })
}
