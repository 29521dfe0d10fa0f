import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookDeliveries, webhookEndpoints } from '@/db/schema'
import type { ClaimedDelivery } from './claim-deliveries'
import type { AttemptResult } from './post-webhook'
import { nextGapMs } from './retry-schedule'
import { switchOffEndpoint } from './switch-off-endpoint'

/** Where nothing has been taken for so long, nothing more is sent. */
const FAILING_DAYS = 5

/**
 * Writes what came of an attempt, unless it was overtaken: taken, to be tried again, or given up. An endpoint that
 * says it is gone, or has failed for days, is switched off.
 * @returns whether the delivery was still ours.
 */
export function settleDelivery(
  db: Database,
  delivery: ClaimedDelivery,
  result: AttemptResult,
): Promise<boolean> {
  return db.transaction((tx) =>
    result.error === null ? succeed(tx, delivery, result) : fail(tx, delivery, result),
  )
}

async function succeed(tx: Database, delivery: ClaimedDelivery, result: AttemptResult): Promise<boolean> {
  await tx
    .update(webhookEndpoints)
    .set({ failingSince: null })
    .where(and(eq(webhookEndpoints.id, delivery.endpointId), isNotNull(webhookEndpoints.failingSince)))
  return write(tx, delivery, { ...noteOf(result), status: 'delivered', deliveredAt: sql`clock_timestamp()` })
}

async function fail(tx: Database, delivery: ClaimedDelivery, result: AttemptResult): Promise<boolean> {
  // The endpoint first, as everyone who holds both.
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ failingSince: sql`coalesce(${webhookEndpoints.failingSince}, clock_timestamp())` })
    .where(eq(webhookEndpoints.id, delivery.endpointId))
    .returning({
      enabled: webhookEndpoints.enabled,
      failsForDays: sql<boolean>`${webhookEndpoints.failingSince} < clock_timestamp() - ${FAILING_DAYS} * interval '1 day'`,
    })
  const gapMs = result.error === 'gone' ? null : nextGapMs(delivery.attempts, result.retryAfterMs)
  const isOurs = await write(tx, delivery, {
    ...noteOf(result),
    ...(gapMs === null
      ? { status: 'failed' as const }
      : {
          status: endpoint?.enabled ? ('pending' as const) : ('canceled' as const),
          nextAttemptAt: sql`clock_timestamp() + ${gapMs} * interval '1 millisecond'`,
        }),
  })
  if (isOurs && result.error === 'gone') {
    await switchOffEndpoint(tx, { endpointId: delivery.endpointId, reason: 'gone' })
  } else if (isOurs && endpoint?.failsForDays) {
    await switchOffEndpoint(tx, { endpointId: delivery.endpointId, reason: 'failing' })
  }
  return isOurs
}

function noteOf({ status, error, answer, durationMs }: AttemptResult) {
  return { lastStatus: status, lastError: error, lastAnswer: answer, lastDurationMs: durationMs }
}

async function write(
  tx: Database,
  { id, holder }: ClaimedDelivery,
  values: Parameters<ReturnType<typeof tx.update<typeof webhookDeliveries>>['set']>[0],
): Promise<boolean> {
  const written = await tx
    .update(webhookDeliveries)
    .set({ ...values, holder: null })
    .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.holder, holder)))
    .returning({ id: webhookDeliveries.id })
  return written.length === 1
}
