import type { Database } from '@/db/client'
import { sandboxClock } from '@/db/schema'

/** Sets the domain's clock of a test's database, without anything happening on the way. */
export async function freezeClock(db: Database, frozenAt: Date): Promise<void> {
  await db
    .insert(sandboxClock)
    .values({ frozenAt })
    .onConflictDoUpdate({ target: sandboxClock.only, set: { frozenAt } })
}
