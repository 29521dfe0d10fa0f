import { env } from './env'

/** Ends the process, with a sentence for each setting that is missing or malformed. For the start of a server. */
export function requireSettings(): void {
  try {
    env()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
