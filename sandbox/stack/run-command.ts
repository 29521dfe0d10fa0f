import { spawn } from 'node:child_process'
import path from 'node:path'
import { migrate } from '@/db/migrate'
import { childEnvironment } from './child-environment'
import { resolveSettings } from './environment'
import { openDatabase } from './open-database'
import { readVariables, type Variables } from './read-env-files'
import { loadSecrets } from './secrets'

/** A script of this project, and what it is called with. */
type Command = { root: string; script: string; args: string[] }

/** Runs a script that needs nothing of the stack, such as one that starts a database of its own. @returns its exit code. */
export function runAlone({ root, script, args }: Command): Promise<number> {
  return runScript(root, [path.resolve(root, script), ...args], process.env, forwardSignals())
}

/**
 * Runs a script of this project in the environment of `npm start`. The embedded PostgreSQL is used if it runs,
 * else started for as long as the script takes. An embedded database is migrated first, so that a command
 * works on a fresh clone as well.
 * @returns the script's exit code.
 */
export async function runCommand({ root, script, args }: Command): Promise<number> {
  const variables = readVariables(root)
  const settings = resolveSettings(variables, root)
  const secrets = settings.production ? undefined : loadSecrets(settings.dataDirectory)
  // A Ctrl-C reaches the script by itself; we stay, to stop the database after it.
  const signals = forwardSignals()
  const database = await openDatabase(settings, secrets)
  try {
    if (!settings.database) await migrate(database.ownerUrl)
    const env = {
      ...childEnvironment(variables, settings, database.url, secrets),
      DATABASE_MIGRATION_URL: database.ownerUrl,
    }
    return await runScript(root, [path.resolve(root, script), ...args], env, signals)
  } finally {
    await database.close()
  }
}

function forwardSignals() {
  let receiver: (name: NodeJS.Signals) => void = () => {}
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => receiver(name))
  return {
    to: (next: typeof receiver) => {
      receiver = next
    },
  }
}

function runScript(
  root: string,
  words: string[],
  env: Variables,
  signals: ReturnType<typeof forwardSignals>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...words], {
      cwd: root,
      env: env as NodeJS.ProcessEnv,
      stdio: 'inherit',
    })
    signals.to((name) => child.kill(name))
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}
