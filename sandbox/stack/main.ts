import path from 'node:path'
import { announceReady } from './announce-ready'
import { buildApp } from './build-app'
import { checkPorts } from './check-ports'
import { childEnvironment } from './child-environment'
import { resolveSettings, type Settings } from './environment'
import { listenForStop, type Stop, StopRequested } from './listen-for-stop'
import { openDatabase } from './open-database'
import { appPart, stripePart } from './parts'
import { keepCluster } from './postgres/keep-cluster'
import { prepareDatabase } from './prepare-database'
import { readVariables, type Variables } from './read-env-files'
import { reportProblem } from './report-problem.mjs'
import { claimStack } from './running-stack'
import { loadSecrets } from './secrets'
import { showWelcome } from './show-welcome'
import { startScheduler } from './start-scheduler'
import { Supervisor } from './supervisor'
import type { Terminal } from './terminal.mjs'

/** How the stack is started. */
export interface StackOptions {
  root: string
  /** With hot reload, instead of a build. */
  dev: boolean
  terminal: Terminal
}

interface Undertaking extends StackOptions {
  variables: Variables
  settings: Settings
  stop: Stop
  /** What has to be undone at the end, in the opposite order. */
  undo: (() => unknown)[]
}

/**
 * Starts everything and keeps it running until it is told to stop (Ctrl-C, SIGTERM) or a part is lost; then
 * stops it all in the opposite order.
 * @returns the exit code: 0 when it was told to stop.
 * @throws Problem when the environment is not understood.
 */
export async function runStack(options: StackOptions): Promise<number> {
  const variables = readVariables(options.root)
  const settings = resolveSettings(variables, options.root)
  const stop = listenForStop()
  const undo: Undertaking['undo'] = []
  const code = await bringUp({ ...options, variables, settings, stop, undo })
    .then(() => stop.wait())
    .then(() => stop.signal.throwIfAborted())
    .then(() => 0)
    .catch((error) => {
      if (stop.signal.reason instanceof StopRequested) return 0
      reportProblem(stop.signal.reason ?? error)
      return 1
    })
  options.terminal.line()
  const finish = async () => {
    for (const step of undo.reverse()) await step()
  }
  // The claim on the data folder comes first; with nothing more than that, nothing was started.
  await (undo.length > 1 ? options.terminal.step('Stopping', finish) : finish())
  return code
}

/** The order in which one part needs another. */
async function bringUp(undertaking: Undertaking): Promise<void> {
  const { root, dev, terminal, variables, settings, stop, undo } = undertaking
  const claim = await claimStack(settings.dataDirectory, settings.appUrl)
  undo.push(claim.release)
  await checkPorts(settings)

  const secrets = settings.production ? undefined : loadSecrets(settings.dataDirectory)
  const database = await terminal.step(
    settings.database ? 'Reaching the database' : 'Starting PostgreSQL',
    async (remark) => {
      const opened = await openDatabase(settings, secrets)
      undo.push(opened.close)
      remark(opened.description)
      return opened
    },
  )
  stop.signal.throwIfAborted()
  const env = childEnvironment(variables, settings, database.url, secrets)
  const demo = await prepareDatabase(database, settings, env, terminal)
  stop.signal.throwIfAborted()
  if (!dev) await buildApp(root, env, terminal, stop.signal)

  const supervisor = new Supervisor({
    root,
    logsDirectory: settings.production ? undefined : path.join(settings.dataDirectory, 'logs'),
    show: dev || settings.production ? 'all' : 'errors',
    terminal,
    signal: stop.signal,
    onSpawned: claim.recordChild,
    onLost: stop.fail,
  })
  undo.push(() => supervisor.stop())
  const context = { root, settings, env, dev }
  const { sandboxPort } = settings.stripe
  if (sandboxPort !== undefined) {
    await terminal.step('Starting the Stripe sandbox', () =>
      supervisor.start(stripePart(context, sandboxPort)),
    )
  }
  await startScheduler(context, supervisor, terminal, (appContext) =>
    terminal.step('Starting the app', () => supervisor.start(appPart(appContext))),
  )
  if (secrets && !settings.database) undo.push(keepCluster(settings.dataDirectory, secrets, terminal, stop))
  showWelcome(terminal, settings, database, demo)
  announceReady({ demo })
}
