import { Cron } from 'croner'
import { createDatabase } from '@/db/client'
import { jobs } from '@/inngest/jobs'
import { billingWorkers } from '@/lib/env'

/**
 * Calls the jobs at their times where there is no Inngest to do it: the very functions Inngest would call.
 * A job that still runs when it is due again is left alone; one that fails is logged, and is due again at its
 * next time. Each runs once at the start, for what fell due while nothing ran.
 */
const { db, close } = createDatabase(process.env.DATABASE_URL ?? '', { max: 10 + billingWorkers() })
const running = new Set<Promise<void>>()
const STOP_TIMEOUT_MS = 6_000

const clocks = jobs.map(
  (job) =>
    new Cron(job.cron, { name: job.id, timezone: 'UTC', protect: () => log('skipped', job.id) }, () =>
      track(run(job)),
    ),
)
log('started', jobs.map((job) => job.id).join(' '))
for (const clock of clocks) void clock.trigger()

process.once('SIGTERM', stop)
process.once('SIGINT', stop)

async function run(job: (typeof jobs)[number]): Promise<void> {
  const startedAt = performance.now()
  try {
    await job.run(db)
    log('done', job.id, { ms: Math.round(performance.now() - startedAt) })
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`The job ${job.id} failed and will be tried again at its next time. ${reason}\n`)
  }
}

function track(work: Promise<void>): Promise<void> {
  running.add(work)
  return work.finally(() => running.delete(work))
}

async function stop(): Promise<void> {
  for (const clock of clocks) clock.stop()
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref()
  await Promise.allSettled(running)
  await close()
  process.exit(0)
}

function log(event: string, job: string, more: Record<string, unknown> = {}): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), event, job, ...more })}\n`)
}
