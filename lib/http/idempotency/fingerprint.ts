import { createHash, createHmac } from 'node:crypto'
import { isLosslessNumber } from 'lossless-json'
import { deriveKey } from '@/lib/auth/derive-key'

/** What makes a request the same one again: the order of its fields and the spaces between them do not. */
export function fingerprint(request: { body: unknown; query: string }): string {
  return createHash('sha256').update(canonical(request)).digest('hex')
}

/**
 * The same for a body with a password in it. It is keyed, because the stored plain hash of a guessable text would
 * let whoever reads the table try passwords at full speed, past Argon2.
 */
export function secretFingerprint(request: { body: unknown; query: string }): string {
  return createHmac('sha256', deriveKey('request fingerprint')).update(canonical(request)).digest('hex')
}

function canonical(value: unknown): string {
  if (isLosslessNumber(value)) return value.value
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`)
  return `{${fields.join(',')}}`
}
