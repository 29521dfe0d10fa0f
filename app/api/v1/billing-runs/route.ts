import { z } from 'zod'
import { appNow } from '@/db/now'
import { readBillingRun } from '@/lib/billing/runs/billing-run'
import { billingSettings } from '@/lib/billing/runs/billing-settings'
import { listBillingRuns } from '@/lib/billing/runs/list-billing-runs'
import { beginBilling } from '@/lib/billing/runs/run-billing'
import { answer } from '@/lib/http/answer'
import { pageOfSchema } from '@/lib/http/answer-fields'
import { cursorField, DEFAULT_LIMIT, instantField, limitField } from '@/lib/http/fields'
import { methods } from '@/lib/http/methods'
import { billingRunSchema, presentBillingRun } from '@/lib/http/present-billing-run'
import { effectRoute, readRoute } from '@/lib/http/route'
import { log } from '@/lib/log'

/** A run that takes longer goes on by itself; the answer then says how far it is. */
const PATIENCE_MS = 5_000

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: readRoute({
    scope: 'operator',
    describe: {
      id: 'listBillingRuns',
      summary: 'Billing runs, newest first',
      tags: ['Operators'],
      answers: { 200: pageOfSchema(billingRunSchema) },
      errors: [],
      example: { query: { limit: '10' } },
    },
    query: z.strictObject({ limit: limitField, cursor: cursorField }),
    run: async ({ db, input }) => {
      const { limit = DEFAULT_LIMIT, cursor } = input
      const { rows, nextCursor } = await listBillingRuns(db, { limit, cursor })
      return answer(200, { data: rows.map(presentBillingRun), next_cursor: nextCursor })
    },
  }),
  POST: effectRoute({
    scope: 'operator',
    describe: {
      id: 'startBillingRun',
      summary: 'Bill every wallet up to an instant',
      description:
        'A run up to it that has not finished is joined. One that takes longer than a few seconds goes on by itself; the answer then says how far it is.',
      tags: ['Operators'],
      answers: { 201: billingRunSchema },
      errors: [],
      example: { body: { as_of: '2026-03-01T00:00:00.000Z' } },
    },
    body: z.strictObject({ as_of: instantField.meta({ description: 'Left out: now.' }).optional() }),
    mayBeEmpty: true,
    run: async ({ db, input }) => {
      const asOf = input.as_of ?? (await appNow(db))
      const { runId, finished } = await beginBilling(db, { ...billingSettings(), asOf })
      // The run itself keeps its error.
      const ended = finished.catch((error: unknown) => {
        log.error({ error, runId: runId.toString() }, 'a billing run asked for by an operator failed')
      })
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())])
      return answer(201, presentBillingRun(await readBillingRun(db, { runId })))
    },
  }),
})
