import { desc, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRuns } from '@/db/schema'
import { assertCountedCursor, type Page, pageOf } from '@/lib/page'
import { type BillingRun, presentRuns } from './billing-run'

/**
 * A page of all billing runs, newest first, and the cursor of the next one or null at the end.
 * @param query `cursor` is the id of the last run of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listBillingRuns(
  db: Database,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<BillingRun>> {
  assertCountedCursor(query.cursor)
  const found = await db
    .select()
    .from(billingRuns)
    .where(query.cursor === undefined ? undefined : lt(billingRuns.id, BigInt(query.cursor)))
    .orderBy(desc(billingRuns.id))
    .limit(query.limit + 1)
  const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id.toString())
  return { rows: await presentRuns(db, rows), nextCursor }
}
