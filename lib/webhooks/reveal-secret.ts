import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookSecrets } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { assert } from '../errors'
import { openSecret } from './seal-secret'
import { readWebhookEndpoint, type WebhookActor } from './webhook-endpoint'

/**
 * Shows an endpoint's owner the secret that stays. That it was looked at is on record.
 * @throws AppError `not_found`.
 */
export function revealSecret(
  db: Database,
  { actor, ...which }: WebhookActor & { endpointId: string },
): Promise<string> {
  return db.transaction(async (tx) => {
    const { id: endpointId } = await readWebhookEndpoint(tx, which)
    const [current] = await tx
      .select({ sealed: webhookSecrets.sealed })
      .from(webhookSecrets)
      .where(and(eq(webhookSecrets.endpointId, endpointId), isNull(webhookSecrets.expiresAt)))
    assert(current, 'an endpoint has a secret')
    const action = 'webhook_endpoint.secret_revealed'
    await recordAudit(tx, { actor, action, subject: `webhook_endpoint:${endpointId}` })
    return openSecret(current.sealed)
  })
}
