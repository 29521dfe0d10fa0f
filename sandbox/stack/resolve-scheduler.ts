import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { asksForInngestDev } from '@/inngest/jobs-access'
import type { Variables } from './read-env-files'

/** Who calls the jobs when they are due. */
export type Scheduler =
  /** Our own process, which calls the very same functions. */
  | { kind: 'embedded' }
  /** Inngest's development server, which we start. */
  | { kind: 'inngest-cli'; binary: string; isNamed: boolean }
  /** An Inngest that runs elsewhere. */
  | { kind: 'inngest' }

const SIGNING_KEYS = {
  INNGEST_EVENT_KEY: 'set it to the event key of your Inngest',
  INNGEST_SIGNING_KEY: 'set it to the signing key of your Inngest',
}

const OR_EMBEDDED = 'or set HOURGLASS_SCHEDULER=embedded to run the jobs without Inngest'

const UNSIGNED =
  'INNGEST_DEV is refused outside the sandbox: leave it out, for with it anybody could call the jobs.'

/**
 * The part of the environment that is about Inngest; `problems` holds a sentence for each missing key. Outside the
 * sandbox only an Inngest that signs its calls may run the jobs, so that its development server is for play alone.
 */
export function resolveScheduler(
  variables: Variables,
  options: { production: boolean; sandbox: boolean; root: string },
): { scheduler: Scheduler; problems: string[] } {
  const choice = variables.HOURGLASS_SCHEDULER
  if (!options.sandbox && asksForInngestDev(variables.INNGEST_DEV)) {
    return { scheduler: { kind: 'embedded' }, problems: [UNSIGNED] }
  }
  if (choice === 'embedded') return { scheduler: { kind: 'embedded' }, problems: [] }
  if (choice !== undefined && choice !== 'inngest') {
    const problem = 'HOURGLASS_SCHEDULER is malformed: set it to "embedded" or "inngest".'
    return { scheduler: { kind: 'embedded' }, problems: [problem] }
  }
  if (!options.sandbox) {
    const isNamed = choice === 'inngest' || Boolean(variables.INNGEST_BIN) || isRunElsewhere(variables)
    return options.production || isNamed
      ? requireSigned(variables)
      : { scheduler: { kind: 'embedded' }, problems: [] }
  }
  if (isRunElsewhere(variables)) return { scheduler: { kind: 'inngest' }, problems: [] }
  const binary = findInngest(variables, options.root)
  if (binary) {
    const isNamed = Boolean(variables.INNGEST_BIN)
    return { scheduler: { kind: 'inngest-cli', binary, isNamed }, problems: [] }
  }
  if (variables.INNGEST_BIN) {
    const problem = `INNGEST_BIN is malformed: there is no program at ${variables.INNGEST_BIN}.`
    return { scheduler: { kind: 'embedded' }, problems: [problem] }
  }
  if (choice === 'inngest') {
    const problem =
      'Inngest was asked for, but not found: set INNGEST_BIN to its program, or INNGEST_BASE_URL.'
    return { scheduler: { kind: 'embedded' }, problems: [problem] }
  }
  return { scheduler: { kind: 'embedded' }, problems: [] }
}

function requireSigned(variables: Variables): { scheduler: Scheduler; problems: string[] } {
  const missing = Object.entries(SIGNING_KEYS).filter(([name]) => !variables[name])
  const problems = missing.map(([name, how]) => `${name} is missing: ${how}, ${OR_EMBEDDED}.`)
  return { scheduler: { kind: 'inngest' }, problems }
}

/** A server of the operator's: named by its address or its keys, or by INNGEST_DEV. */
function isRunElsewhere(variables: Variables): boolean {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = variables
  const namesServer = asksForInngestDev(INNGEST_DEV)
  return Boolean(INNGEST_BASE_URL || INNGEST_EVENT_KEY || INNGEST_SIGNING_KEY || namesServer)
}

function findInngest(variables: Variables, root: string): string | undefined {
  if (variables.INNGEST_BIN) return isProgram(variables.INNGEST_BIN) ? variables.INNGEST_BIN : undefined
  const name = process.platform === 'win32' ? 'inngest.exe' : 'inngest'
  const folders = [
    path.join(root, 'node_modules', '.bin'),
    ...(variables.PATH ?? '').split(path.delimiter).filter(Boolean),
  ]
  return folders.map((folder) => path.join(folder, name)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
