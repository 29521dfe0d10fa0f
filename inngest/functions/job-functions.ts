import { cron } from 'inngest'
import { database } from '@/db/connection'
import { inngest } from '../client'
import { type Job, jobs } from '../jobs'

/**
 * A job as an Inngest function: on its cron, never twice at once, tried again when it fails. The work is one step
 * and answers with counts only: what travels through Inngest is never money.
 */
export function jobFunction({ id, cron: schedule, run }: Job) {
  return inngest.createFunction(
    { id, triggers: [cron(schedule)], concurrency: { limit: 1 }, retries: 3 },
    ({ step }) => step.run(id, () => run(database())),
  )
}

/** Every job as an Inngest function. */
export const jobFunctions = jobs.map(jobFunction)
