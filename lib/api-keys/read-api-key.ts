import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { apiKeys } from '@/db/schema'
import { type ApiKey, apiKeyColumns, noSuchKey, toApiKey } from './api-key'

/** One of a user's keys. */
export type OwnKey = { userId: string; keyId: string }

/** A user's own key. @throws AppError `not_found`, for someone else's key as for one that does not exist. */
export async function readApiKey(db: Database, own: OwnKey): Promise<ApiKey> {
  const [row] = isId(own) ? await selectKey(db, own) : []
  if (!row) throw noSuchKey()
  return toApiKey(row)
}

/** The same, with its row locked until the transaction ends. */
export async function lockApiKey(tx: Database, own: OwnKey): Promise<ApiKey> {
  const [row] = isId(own) ? await selectKey(tx, own).for('update') : []
  if (!row) throw noSuchKey()
  return toApiKey(row)
}

function isId({ keyId }: OwnKey): boolean {
  return z.guid().safeParse(keyId).success
}

function selectKey(db: Database, { userId, keyId }: OwnKey) {
  return db
    .select(apiKeyColumns)
    .from(apiKeys)
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.userId, userId)))
}
