import { z } from 'zod'
import { readBillingRun } from '@/lib/billing/billing-run'
import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { countedPathId } from '@/lib/http/path-id'
import { presentBillingRun } from '@/lib/http/present-billing-run'
import { readRoute } from '@/lib/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    query: z.strictObject({}),
    run: async ({ db, params }) =>
      answer(200, presentBillingRun(await readBillingRun(db, { runId: countedPathId(params) }))),
  }),
})
