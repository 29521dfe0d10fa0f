import { cron } from 'inngest'
import { database } from '@/db/connection'
import { inngest } from '../client'
import { type Job, jobs } from '../jobs'
import { billingRangeDue } from './billing-range'

/**
 * A job as an Inngest function: on its cron, never twice at once, tried again when it fails. The work is one step, or
 * where it can be shared out, a step that plans it and one event for each part. What travels through Inngest is never
 * money: ids and counts.
 */
export function jobFunction({ id, cron: schedule, run, plan }: Job) {
  return inngest.createFunction(
    { id, triggers: [cron(schedule)], concurrency: { limit: 1 }, retries: 3 },
    async ({ step }) => {
      if (!plan) return step.run(id, () => run(database()))
      const due = await step.run(id, () => plan(database()))
      if (!due) return null
      const events = due.ranges.map((range) => billingRangeDue.create({ run: due.runId, range }))
      if (events.length > 0) await step.sendEvent('share-out', events)
      return { runId: due.runId, ranges: due.ranges.length }
    },
  )
}

/** Every job as an Inngest function. */
export const jobFunctions = jobs.map(jobFunction)
