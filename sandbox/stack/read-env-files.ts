import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/** Environment variables by name. */
export type Variables = Record<string, string | undefined>

/**
 * The variables of this process, on top of those of `.env.local` and `.env` (in that order). An empty
 * variable counts as not set, so that a line of a copied example file can be left blank. The browser tests
 * switch the files off (HOURGLASS_ENV_FILES=none): they must never meet somebody's real database.
 */
export function readVariables(root: string, own: Variables = process.env): Variables {
  const names = own.HOURGLASS_ENV_FILES === 'none' ? [] : ['.env', '.env.local']
  const layers = names.map((name) => readFile(path.join(root, name)))
  return Object.assign({}, ...[...layers, own].map(withoutEmpty))
}

function readFile(file: string): Variables {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

function withoutEmpty(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()))
}
