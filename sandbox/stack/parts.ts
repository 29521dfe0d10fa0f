import path from 'node:path'
import type { Settings } from './environment'
import type { Variables } from './read-env-files'
import type { Part } from './supervisor'

/** What the parts are started with. */
export interface PartsContext {
  root: string
  settings: Settings
  env: Variables
  /** Reload what changes on disk. */
  dev: boolean
}

/**
 * How long a connection without calls stays open. Whoever calls again just as the server closes it is answered by a
 * reset, and a proxy makes a 502 of that: so it outlasts the minute for which proxies and clients keep theirs.
 */
const KEEP_ALIVE_MS = 75_000

/** Where the app listens. */
type Listening = Pick<Settings, 'host' | 'port'>

/** The address the app has on this machine, whatever people open from outside. */
export function localAppUrl(settings: Listening): string {
  const isEverywhere = settings.host === '0.0.0.0' || settings.host === '::'
  const host = isEverywhere ? '127.0.0.1' : settings.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`
}

/** The web application. */
export function appPart({
  root,
  settings,
  env,
  dev,
}: Omit<PartsContext, 'settings'> & { settings: Listening }): Part {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const verb = dev ? ['dev'] : ['start', '--keepAliveTimeout', `${KEEP_ALIVE_MS}`]
  return {
    name: 'The app',
    label: 'app',
    command: process.execPath,
    args: [...onLeash(root), next, ...verb, '--port', `${settings.port}`, '--hostname', settings.host],
    env: { ...env, NODE_ENV: dev ? 'development' : 'production' },
    isReady: () => answersOk(`${localAppUrl(settings)}/api/health/ready`),
  }
}

/** Our stand-in for Stripe. It reports payments to the app at its local address. */
export function stripePart(context: PartsContext, port: number): Part {
  const { settings, env } = context
  return {
    name: 'The Stripe sandbox',
    label: 'stripe',
    ...typescript(context, path.join('sandbox', 'stripe', 'main.ts')),
    env: {
      ...env,
      SANDBOX_PORT: `${port}`,
      STRIPE_SANDBOX_WEBHOOK_URL: `${localAppUrl(settings)}/api/webhooks/stripe`,
    },
    isReady: () => answers(`http://127.0.0.1:${port}/`),
  }
}

/** The process that runs the jobs where there is no Inngest. */
export function schedulerPart(context: PartsContext): Part {
  return {
    name: 'The scheduler',
    label: 'scheduler',
    ...typescript(context, path.join('sandbox', 'stack', 'scheduler.ts')),
    env: context.env,
    isReady: async () => true,
  }
}

/** Inngest's own development server. */
export function inngestPart({ settings, env }: PartsContext, binary: string, port: number): Part {
  const endpoint = `${localAppUrl(settings)}/api/inngest`
  return {
    name: 'Inngest',
    label: 'inngest',
    command: binary,
    args: ['dev', '--no-discovery', '--host', '127.0.0.1', '--port', `${port}`, '-u', endpoint],
    env,
    isReady: () => answers(`http://127.0.0.1:${port}/`),
  }
}

function typescript({ root, dev }: PartsContext, script: string): Pick<Part, 'command' | 'args'> {
  const tsx = path.join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
  const run = dev ? [tsx, 'watch', '--clear-screen=false', script] : ['--import', 'tsx', script]
  return { command: process.execPath, args: [...onLeash(root), ...run] }
}

function onLeash(root: string): string[] {
  return ['--import', path.join(root, 'sandbox', 'stack', 'on-leash.mjs')]
}

async function answers(url: string): Promise<boolean> {
  await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' })
  return true
}

async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' })
  return response.ok
}
