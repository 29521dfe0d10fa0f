import { z } from 'zod'
import { listAudit } from '@/lib/audit/list-audit'
import { answer } from '@/lib/http/answer'
import { cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
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
    query: filter,
    run: async ({ db, input }) => {
      const { subject, limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listAudit(db, { subject, limit, cursor })
      const data = rows.map(({ id, actor, action, subject: of, details, createdAt }) => ({
        id: id.toString(),
        datetime: createdAt.toISOString(),
        actor,
        action,
        subject: of,
        details,
      }))
      return answer(200, { data, next_cursor: nextCursor })
    },
  }),
})
