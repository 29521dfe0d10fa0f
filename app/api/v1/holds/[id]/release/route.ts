import { appNow } from '@/db/now'
import { answer } from '@/lib/http/answer'
import { endedHold } from '@/lib/http/ended-hold'
import { methods } from '@/lib/http/methods'
import { pathId } from '@/lib/http/path-id'
import { presentHold } from '@/lib/http/present-hold'
import { writeRoute } from '@/lib/http/route'
import { releaseHold } from '@/lib/ledger/release-hold'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: writeRoute({
    scope: 'charges:write',
    run: async ({ db, userId, params, requestId }) => {
      const { ok, hold } = await releaseHold(db, { userId, holdId: pathId(params), asOf: await appNow(db) })
      return ok ? answer(200, presentHold(hold)) : endedHold(hold, requestId)
    },
  }),
})
