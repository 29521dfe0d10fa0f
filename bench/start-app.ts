import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { buildApp } from '@/sandbox/stack/build-app'
import { findFreePort } from '@/sandbox/stack/free-port'
import { appPart } from '@/sandbox/stack/parts'
import { Supervisor } from '@/sandbox/stack/supervisor'
import { createTerminal } from '@/sandbox/stack/terminal.mjs'

/** The web application under load. */
export type RunningApp = {
  /** Its address, without a slash at its end. */
  url: string
  /** Of its process. */
  pid: () => number
  close: () => Promise<void>
}

/**
 * Builds the application, unless that very build is there, and starts it as in production, on a free port.
 * @param options `folder` keeps its logs; `databaseUrl` is an address as the role the application logs in as.
 */
export async function startApp({
  folder,
  databaseUrl,
}: {
  folder: string
  databaseUrl: string
}): Promise<RunningApp> {
  const root = path.resolve(import.meta.dirname, '..')
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const env = { ...process.env, ...settings(databaseUrl, url) }
  const terminal = createTerminal(process.stdout)
  const stopping = new AbortController()
  await buildApp(root, env, terminal, stopping.signal)
  let pid = 0
  const supervisor = new Supervisor({
    root,
    logsDirectory: path.join(folder, 'logs'),
    show: 'errors',
    terminal,
    signal: stopping.signal,
    onSpawned: (_name, spawned) => {
      pid = spawned
    },
    onLost: (problem) => terminal.line(problem.message),
  })
  const listening = { host: '127.0.0.1', port }
  await supervisor.start(appPart({ root, settings: listening, env, dev: false }))
  return {
    url,
    pid: () => pid,
    close: async () => {
      stopping.abort()
      await supervisor.stop()
    },
  }
}

/** Nothing of it is asked of Stripe, so any keys will do. */
function settings(databaseUrl: string, appUrl: string) {
  return {
    NODE_ENV: 'production',
    // What is measured is how fast it answers, not how soon it refuses.
    API_RATE_LIMIT: '999999',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    APP_URL: appUrl,
    AUTH_SECRET: randomBytes(33).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_bench',
    STRIPE_WEBHOOK_SECRET: 'whsec_bench',
    HOURGLASS_SANDBOX: '0',
    LOG_LEVEL: 'error',
  }
}
