import { z } from 'zod'
import type { AuditRow } from '@/lib/audit/list-audit'
import { instantText } from './answer-fields'

/** What `presentAuditRow` makes. */
export const auditRowSchema = z
  .strictObject({
    id: z.string(),
    datetime: instantText,
    actor: z.string().describe('Who did it: `user:<id>`, `admin:<id>`, `key:<id>`, `cli`.'),
    action: z.string().describe('What was done, such as `user.blocked`.'),
    subject: z.string().describe('To what: `user:<id>`, `key:<id>`, `tariff:<id>`.'),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'AuditRow' })

/** A row of the audit log as the API answers it. */
export function presentAuditRow(row: AuditRow): z.input<typeof auditRowSchema> {
  const { id, actor, action, subject, details, createdAt } = row
  return { id: id.toString(), datetime: createdAt.toISOString(), actor, action, subject, details }
}
