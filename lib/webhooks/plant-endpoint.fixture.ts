import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { EventType } from '@/lib/outbox/event'
import { recordEvent } from '@/lib/outbox/record-event'
import { START } from '@/lib/testing/fixtures'
import { assert } from '../errors'
import { createEndpoint } from './create-endpoint'
import type { WebhookAudience } from './webhook-endpoint'

/** An endpoint of a user (or the operator) for every type, unless told. */
export function plantEndpoint(
  db: Database,
  plan: { userId: string; url: string; audience?: WebhookAudience; eventTypes?: EventType[] },
) {
  const { audience = 'user', eventTypes = [], ...rest } = plan
  return db.transaction((tx) =>
    createEndpoint(tx, {
      ...rest,
      audience,
      eventTypes,
      description: '',
      isOperator: audience === 'operator',
      actor: `user:${plan.userId}`,
    }),
  )
}

/** Something that happened to a user. @returns the event's id. */
export async function plantEvent(
  db: Database,
  { userId, walletId = null }: { userId: string; walletId?: bigint | null },
): Promise<string> {
  const key = `subscription.resumed:${crypto.randomUUID()}`
  await recordEvent(db, {
    type: 'subscription.resumed',
    key,
    userId,
    walletId,
    at: START,
    data: { subscription: key },
  })
  const [row] = await db.execute<{ id: string }>(sql`select id from outbox where key = ${key}`)
  assert(row, 'an event that was written is there')
  return row.id
}
