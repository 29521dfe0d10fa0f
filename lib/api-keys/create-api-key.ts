import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { apiKeys, users } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { readUser } from '@/lib/users/user'
import { AppError, assert } from '../errors'
import { parseFields } from '../parse-fields'
import { type ApiKey, activeKeysOf, apiKeyColumns, toApiKey } from './api-key'
import { type KeyManager, personOf, requireMayManage } from './key-manager'
import { newSecret } from './new-secret'
import { API_SCOPES } from './scopes'

/** The most keys of one user that work at a time. */
export const MAX_ACTIVE_KEYS = 50

const newKeySchema = z.object({
  userId: z.guid(),
  name: z
    .string('Give the key a name.')
    .trim()
    .min(1, 'Give the key a name.')
    .max(100, 'A name has at most 100 characters.'),
  scopes: z.array(z.enum(API_SCOPES, 'There is no such scope.')).default([]),
  expiresAt: z.date().optional(),
})

/** A key that a user wants for themselves. */
export type NewApiKey = z.input<typeof newKeySchema>

/**
 * Makes a key for a user. The secret is in this answer and nowhere else: what is stored is its SHA-256.
 * @throws AppError `invalid_request` naming the field; `forbidden` if someone other than an admin asks for `operator`,
 *   or a key for more than it may itself; `conflict` if the user has as many working keys as one can have.
 */
export async function createApiKey(
  db: Database,
  input: NewApiKey,
  by: KeyManager = personOf(input.userId),
): Promise<{ key: ApiKey; secret: string }> {
  const { userId, name, scopes, expiresAt } = parseFields(newKeySchema, input)
  requireMayManage(by, { scopes, isUnlimited: scopes.length === 0, expiresAt: expiresAt ?? null })
  const { secret, prefix, hash } = newSecret()
  return db.transaction(async (tx) => {
    const user = await readUser(tx, userId)
    if (scopes.includes('operator') && user.role !== 'admin') {
      throw new AppError('forbidden', 'Only an admin may make an operator key.', { field: 'scopes' })
    }
    await refuseTooMany(tx, userId)
    const [row] = await tx
      .insert(apiKeys)
      .values({
        userId,
        name,
        prefix,
        hash,
        scopes: [...new Set(scopes)],
        expiresAt,
      })
      .returning(apiKeyColumns)
    assert(row, 'an inserted key is returned')
    await recordAudit(tx, {
      actor: by.actor,
      action: 'api_key.created',
      subject: `key:${row.id}`,
      details: { name, scopes: scopes.join(' ') },
    })
    return { key: toApiKey(row), secret }
  })
}

async function refuseTooMany(tx: Database, userId: string): Promise<void> {
  // The user's row is held, so that keys asked for all at once are counted one after the other.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update')
  if ((await tx.$count(apiKeys, activeKeysOf(userId))) < MAX_ACTIVE_KEYS) return
  throw new AppError(
    'conflict',
    `You already have ${MAX_ACTIVE_KEYS} keys that work. Revoke one before you make another.`,
  )
}
