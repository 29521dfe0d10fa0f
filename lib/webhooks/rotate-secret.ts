import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookSecrets } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../errors'
import { makeWebhookSecret, sealSecret } from './seal-secret'
import { readWebhookEndpoint, type WebhookActor } from './webhook-endpoint'

/** For so long the old secret signs beside the new one, unless the owner says. */
export const DEFAULT_OVERLAP_HOURS = 24

/** The longest overlap: a week. */
export const MAX_OVERLAP_HOURS = 168

/** Secrets that sign at the same time; each is a signature in the header. */
const MAX_SECRETS = 4

/**
 * Gives an endpoint a new secret. What was signed with before goes on signing beside it for so many hours, so that the
 * receiver can change over without refusing anything; 0 ends the others at once, for one that leaked.
 * @returns the new secret.
 * @throws AppError `not_found`; `conflict` if too many would sign at the same time.
 */
export async function rotateSecret(
  tx: Database,
  { overlapHours, actor, ...which }: WebhookActor & { endpointId: string; overlapHours: number },
): Promise<string> {
  const { endpointId } = which
  await readWebhookEndpoint(tx, { ...which, lock: true })
  // Cut to the milliseconds that are kept: rounded up, a secret that ends now would sign a moment longer.
  const end = sql`date_trunc('milliseconds', clock_timestamp()) + ${overlapHours}::int * interval '1 hour'`
  await tx
    .update(webhookSecrets)
    .set({ expiresAt: sql`least(${webhookSecrets.expiresAt}, ${end})` })
    .where(eq(webhookSecrets.endpointId, endpointId))
  if ((await tx.$count(webhookSecrets, signing(endpointId))) >= MAX_SECRETS) {
    throw new AppError(
      'conflict',
      `${MAX_SECRETS} secrets sign already. Wait, or rotate with a shorter overlap.`,
      {
        field: 'overlap_hours',
      },
    )
  }
  const secret = await addSecret(tx, endpointId)
  await recordAudit(tx, {
    actor,
    action: 'webhook_endpoint.secret_rotated',
    subject: `webhook_endpoint:${endpointId}`,
    details: { overlap_hours: overlapHours },
  })
  return secret
}

/** A new secret of an endpoint that stays until it is replaced. @returns it, readable. */
export async function addSecret(tx: Database, endpointId: string): Promise<string> {
  const secret = makeWebhookSecret()
  await tx.insert(webhookSecrets).values({ endpointId, sealed: await sealSecret(secret) })
  return secret
}

/** The secrets that an endpoint's deliveries are signed with at this moment. */
export function signing(endpointId: string) {
  return and(
    eq(webhookSecrets.endpointId, endpointId),
    or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, sql`clock_timestamp()`)),
  )
}
