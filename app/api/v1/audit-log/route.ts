import { z } from 'zod'
import { listAudit } from '@/lib/audit/list-audit'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { auditRowSchema, presentAuditRow } from '@/lib/http/present-audit-row'
import { readRoute } from '@/lib/http/route'

const filter = z.strictObject({
  subject: z
    .string()
    .regex(/^[a-z_]+:[\w-]{1,60}$/, 'Send a subject such as "user:<id>", "key:<id>" or "tariff:<id>".')
    .optional(),
  limit: limitField,
  cursor: cursorField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    describe: {
      id: 'listAuditLog',
      summary: 'Who did what, newest first',
      tags: ['Operators'],
      answers: { 200: pageOfSchema(auditRowSchema) },
      errors: [],
      example: { query: { subject: `key:${EXAMPLES.key}` } },
    },
    query: filter,
    run: async ({ db, input }) => {
      const { subject, limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listAudit(db, { subject, limit, cursor })
      return answer(200, { data: rows.map(presentAuditRow), next_cursor: nextCursor })
    },
  }),
})
