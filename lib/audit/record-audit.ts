import type { Database } from '@/db/client'
import { auditLog } from '@/db/schema'

/** Something that was done to a user, a key or the price list, for whoever asks later. */
export type AuditEntry = {
  /** Who did it: `user:<id>`, `admin:<id>`, `key:<id>`. */
  actor: string
  /** What was done, such as `user.blocked`. */
  action: string
  /** To what: `user:<id>`, `key:<id>`. */
  subject: string
  /** Never a secret. */
  details?: Record<string, string | number | boolean | null>
}

/** Adds a row to the audit log, in the transaction of what it records. */
export async function recordAudit(tx: Database, entry: AuditEntry): Promise<void> {
  await tx.insert(auditLog).values({ ...entry, details: entry.details ?? {} })
}
