import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { sandboxClock } from '@/db/schema'

/** What the sandbox's clock shows, and whether it stands still. */
export type Clock = { now: Date; frozen: boolean }

/** Reads the sandbox's clock. */
export async function readClock(db: Database): Promise<Clock> {
  const [row] = await db.select({ frozenAt: sandboxClock.frozenAt }).from(sandboxClock)
  return { now: await appNow(db), frozen: row?.frozenAt != null }
}
