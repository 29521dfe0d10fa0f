import { and, asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookEndpoints } from '@/db/schema'
import {
  endpointColumns,
  toEndpoint,
  visibleTo,
  type WebhookAudience,
  type WebhookEndpoint,
  type WebhookOwner,
} from './webhook-endpoint'

/** The endpoints of a user or, for operators alone, the operator's, the oldest first. There are at most 16. */
export async function listEndpoints(
  db: Database,
  { audience, ...owner }: WebhookOwner & { audience: WebhookAudience },
): Promise<WebhookEndpoint[]> {
  const rows = await db
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.audience, audience), visibleTo(owner)))
    .orderBy(asc(webhookEndpoints.id))
  return rows.map(toEndpoint)
}
