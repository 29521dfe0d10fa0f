import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { database } from '@/db/connection'
import { webhookSecrets } from '@/db/schema'
import { env } from '../env'
import { log } from '../log'
import { isSealedForGood, openSecret, sealSecret } from './seal-secret'

/**
 * Seals under the first secret of AUTH_SECRET what was sealed under the one before it, so that the old one can go.
 * What cannot be opened, or is being replaced at this moment, is left as it is.
 * @returns how many were sealed anew.
 */
export async function resealSecrets(db: Database): Promise<number> {
  const rows = await db
    .select({ id: webhookSecrets.id, sealed: webhookSecrets.sealed })
    .from(webhookSecrets)
    .orderBy(asc(webhookSecrets.id))
  let count = 0
  for (const { id, sealed } of rows) {
    if (await isSealedForGood(sealed)) continue
    const secret = await openSecret(sealed).catch(() => null)
    if (secret === null) continue
    await db
      .update(webhookSecrets)
      .set({ sealed: await sealSecret(secret) })
      .where(and(eq(webhookSecrets.id, id), eq(webhookSecrets.sealed, sealed)))
    count += 1
  }
  return count
}

/** The same when a server starts whose AUTH_SECRET names an old secret. It stops no start. */
export async function resealAtStart(): Promise<void> {
  if (env().AUTH_SECRET.length === 1) return
  try {
    log.info(
      { count: await resealSecrets(database()) },
      'webhook secrets were sealed under the new AUTH_SECRET',
    )
  } catch (error) {
    log.error({ error }, 'webhook secrets are still sealed under the old AUTH_SECRET')
  }
}
