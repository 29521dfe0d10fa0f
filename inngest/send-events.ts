import type { Inngest } from 'inngest'
import type { Database } from '@/db/client'
import { drainOutbox } from '@/lib/outbox/drain-outbox'
import type { OutboxEvent } from '@/lib/outbox/event'
import { inngest } from './client'
import { takesEvents } from './jobs-access'

/**
 * Sends what happened on to Inngest, where functions of the operator's own can act on `hourglass/balance.low` and the
 * like. Where there is no Inngest nobody listens, and nothing is looked for: the outbox is then only a feed.
 * @returns how many events were sent.
 */
export async function sendEvents(db: Database, client: Pick<Inngest, 'send'> = inngest): Promise<number> {
  if (!takesEvents(process.env)) return 0
  return drainOutbox(db, (events) => client.send(events.map(toInngestEvent)))
}

/** An event as Inngest takes it. It forgets a second one of the same id, so that sending again changes nothing. */
function toInngestEvent({ id, type, userId, walletId, at, data }: OutboxEvent) {
  return {
    id: `hourglass-event-${id}`,
    name: `hourglass/${type}`,
    data: {
      ...data,
      event: id.toString(),
      user: userId,
      wallet: walletId?.toString() ?? null,
      datetime: at.toISOString(),
    },
  }
}
