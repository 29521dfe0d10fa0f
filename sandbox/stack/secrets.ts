import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Problem } from './problem'

const schema = z.object({
  authSecret: z.string().min(32),
  stripeWebhookSecret: z.string().min(32),
  postgresPassword: z.string().min(16),
  appPassword: z.string().min(16),
})

/** What nobody set and nobody should: made once, at random, for this data folder alone. */
export type Secrets = z.infer<typeof schema>

/**
 * Reads the secrets of a data folder, or makes them. The file is readable by its owner only.
 * @throws Problem when the file is there and damaged: new ones would lock us out of the database.
 */
export function loadSecrets(dataDirectory: string): Secrets {
  const file = path.join(dataDirectory, 'secrets.json')
  const text = readIfPresent(file)
  if (text === undefined) return createSecrets(file)
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new Problem(`${file} is damaged: restore it, or remove ${dataDirectory} to begin anew.`)
}

function createSecrets(file: string): Secrets {
  const random = (bytes: number) => randomBytes(bytes).toString('base64url')
  const secrets: Secrets = {
    authSecret: random(33),
    stripeWebhookSecret: `whsec_${random(24)}`,
    // Short enough for an address that fits a terminal's line; 96 bits all the same.
    postgresPassword: random(12),
    appPassword: random(12),
  }
  mkdirSync(path.dirname(file), { recursive: true })
  // Written beside its place and moved there: a start that is interrupted leaves all of it or nothing.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
  return secrets
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
