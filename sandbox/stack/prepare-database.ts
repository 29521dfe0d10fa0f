import { migrate } from '@/db/migrate'
import type { Settings } from './environment'
import type { OpenDatabase } from './open-database'
import type { Variables } from './read-env-files'
import { refuseSandboxDatabase } from './refuse-sandbox-database'
import type { Terminal } from './terminal.mjs'

/** A person of the demo, to sign in as. */
export interface DemoUser {
  email: string
  password: string
  role: string
}

/**
 * Brings the database to the current schema and, where money is play money, puts the demo into it.
 * @param env the settings under which the seed's own code runs.
 * @returns whom one can sign in as.
 * @throws Problem where money is real and the database is one of the sandbox.
 */
export async function prepareDatabase(
  database: OpenDatabase,
  settings: Settings,
  env: Variables,
  terminal: Terminal,
): Promise<DemoUser[]> {
  await terminal.step('Bringing the tables up to date', () => migrate(database.ownerUrl))
  if (!settings.sandbox) {
    await refuseSandboxDatabase(database.url)
    return []
  }
  adopt(env)
  const { seedDemo } = await import('@/sandbox/demo/seed-demo')
  const { users } = await terminal.step('Preparing the demo', () => seedDemo(database.url))
  return users
}

/** The seed calls the application's own code, which looks for its settings in the process. */
function adopt(env: Variables): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
