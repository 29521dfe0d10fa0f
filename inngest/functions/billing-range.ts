import { eventType } from 'inngest'
import { z } from 'zod'
import { database } from '@/db/connection'
import { billOneRange } from '@/lib/billing/runs/bill-one-range'
import { billingWorkers } from '@/lib/env'
import { inngest } from '../client'

/** A range of a billing run is to be billed. It carries ids alone, as text: what is owed stands in the database. */
export const billingRangeDue = eventType('hourglass/billing.range', {
  schema: z.object({ run: z.string().regex(/^\d{1,18}$/), range: z.string().regex(/^\d{1,9}$/) }),
})

/**
 * Bills a range, on whichever server Inngest calls, as many at once as there are workers. Events come twice, late and
 * out of order: a range that is done, or in other hands, is left alone. One that gets lost is sent again by the next
 * tick.
 */
export const billingRange = inngest.createFunction(
  { id: 'billing-range', triggers: [billingRangeDue], concurrency: { limit: billingWorkers() }, retries: 3 },
  async ({ event, step }) => {
    const { run, range } = event.data
    const outcome = await step.run('bill-range', () =>
      billOneRange(database(), { runId: BigInt(run), number: Number(range) }),
    )
    return { ...outcome, id: `${run}/${range}` }
  },
)
