import { createDatabase } from '@/db/client'
import { database } from '@/db/connection'
import { env } from '../env'
import { log } from '../log'
import { deliverWebhooks } from './deliver-webhooks'

/** What the database calls out when events were written: a trigger on the outbox. */
const CHANNEL = 'hourglass_events'

const shared = globalThis as typeof globalThis & { hourglassWakes?: Promise<Stop> }

/** Ends the listening. */
type Stop = () => Promise<void>

/**
 * Sends webhooks within moments of what they tell of, and not with the minute's job alone: this server listens for the
 * database's call. Nothing depends on it; a call that is missed costs up to a minute. Asked for again, as by a reload,
 * it goes on as it is.
 */
export function wakeOnEvents(): Promise<Stop> {
  shared.hourglassWakes ??= listen()
  return shared.hourglassWakes
}

async function listen(): Promise<Stop> {
  const { sql, close } = createDatabase(env().DATABASE_URL, { max: 1 })
  const wake = onePassAtATime(() => deliverWebhooks(database()).then(() => {}))
  try {
    await sql.listen(CHANNEL, wake, wake)
  } catch (error) {
    log.warn({ error }, 'events are not listened for; the job of each minute sends webhooks')
  }
  return close
}

/** Calls that come while it runs are one more run afterwards. */
export function onePassAtATime(run: () => Promise<void>): () => void {
  let isRunning = false
  let isWanted = false
  const start = async () => {
    isRunning = true
    try {
      do {
        isWanted = false
        await run()
      } while (isWanted)
    } catch (error) {
      log.error({ error }, 'webhooks could not be sent')
    } finally {
      isRunning = false
    }
  }
  return () => {
    isWanted = true
    if (!isRunning) void start()
  }
}
