import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema'
import { assertCountedCursor, type Page, pageOf } from '../page'

/** A row of the audit log. */
export type AuditRow = {
  id: bigint
  /** Who did it: `user:<id>`, `admin:<id>`, `key:<id>`, `cli`. */
  actor: string
  /** What was done, such as `user.blocked`. */
  action: string
  /** To what: `user:<id>`, `key:<id>`, `tariff:<id>`. */
  subject: string
  details: Record<string, string | number | boolean | null>
  createdAt: Date
}

/**
 * A page of the audit log, newest first, and the cursor of the next one or null at the end. The caller has checked
 * that an admin asks.
 * @param query `subject`: only what was done to it; `cursor` is the id of the last row of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listAudit(
  db: Database,
  { subject, limit, cursor }: { subject?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<AuditRow>> {
  assertCountedCursor(cursor)
  const found = await db
    .select()
    .from(auditLog)
    .where(
      and(
        subject === undefined ? undefined : eq(auditLog.subject, subject),
        cursor === undefined ? undefined : lt(auditLog.id, BigInt(cursor)),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => id.toString())
  return { rows: rows.map((row) => ({ ...row, details: row.details as AuditRow['details'] })), nextCursor }
}
