import { spawnSync } from 'node:child_process'
import { findFreePort } from './free-port'
import { inngestPart, type PartsContext, schedulerPart } from './parts'
import { Problem } from './problem'
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
    const withInngest = await tryInngest(context, scheduler, supervisor, terminal)
    if (withInngest) return startApp(withInngest)
    context.settings.scheduler = { kind: 'embedded' }
  }
  await startApp(context)
  await terminal.step('Starting the scheduler', () => supervisor.start(schedulerPart(context)))
}

async function tryInngest(
  context: PartsContext,
  { binary, isNamed }: { binary: string; isNamed: boolean },
  supervisor: Supervisor,
  terminal: Terminal,
): Promise<PartsContext | undefined> {
  const port = await findFreePort(8288)
  const baseUrl = `http://127.0.0.1:${port}`
  const env = { ...context.env, INNGEST_DEV: '1', INNGEST_BASE_URL: baseUrl }
  // npm leaves a launcher without its program where install scripts are off: nobody asked for that one.
  if (!isNamed && !runs(binary)) return undefined
  try {
    await terminal.step('Starting Inngest', async (remark) => {
      await supervisor.start(inngestPart({ ...context, env }, binary, port))
      remark(baseUrl)
    })
    return { ...context, env }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    terminal.line(`  ${error.message} The embedded scheduler takes its place.`)
    return undefined
  }
}

function runs(binary: string): boolean {
  return spawnSync(binary, ['version'], { stdio: 'ignore', timeout: 10_000 }).status === 0
}
