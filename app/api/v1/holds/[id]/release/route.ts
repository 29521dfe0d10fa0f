import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { endedHold } from '@/lib/http/ended-hold'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { pathId } from '@/lib/http/path-id'
import { holdSchema, presentHold } from '@/lib/http/present-hold'
import { writeRoute } from '@/lib/http/route'
import { releaseHold } from '@/lib/ledger/holds/release-hold'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'charges:write',
    describe: {
      id: 'releaseHold',
      summary: 'Give a hold up',
      tags: ['Charges'],
      answers: { 200: holdSchema },
      errors: ['hold_not_open'],
      example: { params: { id: EXAMPLES.hold } },
    },
    run: async ({ db, userId, params, requestId }) => {
      const { ok, hold } = await releaseHold(db, { userId, holdId: pathId(params), asOf: await appNow(db) })
      return ok ? answer(200, presentHold(hold)) : endedHold(hold, requestId)
    },
  }),
})
