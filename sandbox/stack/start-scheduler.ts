import { findFreePort } from './free-port'
import { inngestPart, type PartsContext, schedulerPart } from './parts'
import type { Supervisor } from './supervisor'
import type { Terminal } from './terminal.mjs'

/**
 * Starts whoever calls the jobs, and the app between: Inngest has to answer before the app is told about it,
 * and our own scheduler would have nothing to do before the app runs. An Inngest that does not come up is no
 * reason to stop: our own takes its place.
 */
export async function startScheduler(
  context: PartsContext,
  supervisor: Supervisor,
  terminal: Terminal,
  startApp: (context: PartsContext) => Promise<void>,
): Promise<void> {
  const { scheduler } = context.settings
  if (scheduler.kind === 'inngest') return startApp(context)
  if (scheduler.kind === 'inngest-cli') {
    const withInngest = await tryInngest(context, scheduler.binary, supervisor, terminal)
    if (withInngest) return startApp(withInngest)
  }
  const embedded = { ...context, env: { ...context.env, HOURGLASS_SCHEDULER: 'embedded' } }
  await startApp(embedded)
  await terminal.step('Starting the scheduler', () => supervisor.start(schedulerPart(embedded)))
}

async function tryInngest(
  context: PartsContext,
  binary: string,
  supervisor: Supervisor,
  terminal: Terminal,
): Promise<PartsContext | undefined> {
  const port = await findFreePort(8288)
  const baseUrl = `http://127.0.0.1:${port}`
  const env = { ...context.env, INNGEST_DEV: '1', INNGEST_BASE_URL: baseUrl }
  try {
    await terminal.step('Starting Inngest', async (remark) => {
      await supervisor.start(inngestPart({ ...context, env }, binary, port))
      remark(baseUrl)
    })
    return { ...context, env }
  } catch (error) {
    context.settings.scheduler = { kind: 'embedded' }
    terminal.line(
      `  ${error instanceof Error ? error.message : error} The embedded scheduler takes its place.`,
    )
    return undefined
  }
}
