import { z } from 'zod'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { actedForField, cursorField, DEFAULT_LIMIT, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { eventSchema, presentEvent } from '@/lib/http/present-event'
import { readRoute } from '@/lib/http/route'
import { EVENT_TYPES } from '@/lib/outbox/event'
import { listEvents } from '@/lib/outbox/list-events'

const filter = z.strictObject({
  type: z.enum(EVENT_TYPES, `Send one of ${EVENT_TYPES.join(', ')}.`).optional(),
  limit: limitField,
  cursor: cursorField,
  user: actedForField,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'listEvents',
      summary: 'What happened, newest first',
      tags: ['Events'],
      answers: { 200: pageOfSchema(eventSchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: filter,
    run: async ({ db, userId, input }) => {
      const { type, limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listEvents(db, { userId, type, limit, cursor })
      return answer(200, { data: rows.map(presentEvent), next_cursor: nextCursor })
    },
  }),
})
