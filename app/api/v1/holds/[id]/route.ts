import { z } from 'zod'
import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { actedForField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { holdSchema, presentHold } from '@/lib/http/present-hold'
import { readRoute } from '@/lib/http/route'
import { readHold } from '@/lib/ledger/holds/hold'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'transactions:read',
    describe: {
      id: 'getHold',
      summary: 'One hold',
      tags: ['Charges'],
      answers: { 200: holdSchema },
      errors: [],
      example: { params: { id: EXAMPLES.hold } },
    },
    query: z.strictObject({ user: actedForField }),
    run: async ({ db, userId, params }) =>
      answer(
        200,
        presentHold(await readHold(db, { userId, holdId: pathId(params), asOf: await appNow(db) })),
      ),
  }),
})
