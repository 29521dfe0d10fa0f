import { z } from 'zod'
import { readBillingRun } from '@/lib/billing/runs/billing-run'
import { answer } from '@/lib/http/answer'
import { methods } from '@/lib/http/methods'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { countedPathId } from '@/lib/http/path-id'
import { billingRunSchema, presentBillingRun } from '@/lib/http/present-billing-run'
import { readRoute } from '@/lib/http/route'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    describe: {
      id: 'getBillingRun',
      summary: 'One billing run',
      tags: ['Operators'],
      answers: { 200: billingRunSchema },
      errors: [],
      example: { params: { id: EXAMPLES.billingRun } },
    },
    query: z.strictObject({}),
    run: async ({ db, params }) =>
      answer(200, presentBillingRun(await readBillingRun(db, { runId: countedPathId(params) }))),
  }),
})
