import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError, assert } from '../errors'
import { type ApiKey, apiKeyColumns, isActive, toApiKey } from './api-key'
import { type KeyManager, personOf, requireMayManage } from './key-manager'
import { newSecret } from './new-secret'
import { lockApiKey, type OwnKey } from './read-api-key'

/** The longest that a secret works beside the one that replaced it: a week. */
export const MAX_OVERLAP_HOURS = 7 * 24

/** How long it does unless someone says. */
export const DEFAULT_OVERLAP_HOURS = 24

/** A wish for a new secret of a key. */
export type KeyRotation = OwnKey & {
  /** Whole hours that the secret before works beside it; 0 ends it at once. */
  overlapHours: number
}

/**
 * Gives a key a new secret. The one before works for the overlap, and no longer than the key; one that was still in
 * an overlap ends at once. Name, scopes and expiry stay.
 * @throws AppError `not_found`, for someone else's key as for one that does not exist; `conflict` for one that no
 *   longer works; `invalid_request` for an overlap out of bounds; `forbidden` by a key that may less.
 */
export async function rotateApiKey(
  db: Database,
  { overlapHours, ...own }: KeyRotation,
  by: KeyManager = personOf(own.userId),
): Promise<{ key: ApiKey; secret: string }> {
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > MAX_OVERLAP_HOURS) {
    throw new AppError('invalid_request', `Send whole hours from 0 to ${MAX_OVERLAP_HOURS}.`, {
      field: 'overlap_hours',
    })
  }
  const { secret, prefix, hash } = newSecret()
  return db.transaction(async (tx) => {
    const before = await lockApiKey(tx, own)
    requireMayManage(by, before)
    const [rotated] = await tx
      .update(apiKeys)
      .set({
        prefix,
        hash,
        lastUsedAt: null,
        ...(overlapHours === 0 ? NO_PREVIOUS : keepPresent(overlapHours)),
        previousLastUsedAt: null,
      })
      .where(sql`${eq(apiKeys.id, before.id)} and ${isActive}`)
      .returning(apiKeyColumns)
    if (!rotated) throw new AppError('conflict', 'This key no longer works. Make a new one.')
    assert(rotated.prefix === prefix, 'the new secret is the one that counts')
    await recordAudit(tx, {
      actor: by.actor,
      action: 'api_key.rotated',
      subject: `key:${before.id}`,
      details: { overlap_hours: overlapHours },
    })
    return { key: toApiKey(rotated), secret }
  })
}

const NO_PREVIOUS = { previousHash: null, previousPrefix: null, previousExpiresAt: null }

function keepPresent(hours: number) {
  return {
    previousHash: sql`${apiKeys.hash}`,
    previousPrefix: sql`${apiKeys.prefix}`,
    previousExpiresAt: sql`now() + ${`${hours} hours`}::interval`,
  }
}
