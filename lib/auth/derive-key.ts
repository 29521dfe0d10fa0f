import { hkdfSync } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * A 256-bit key of its own for one purpose, derived from the first secret of AUTH_SECRET: what signs one thing can
 * then never pass for another.
 * @param purpose never changed once used.
 */
export function deriveKey(purpose: string): Uint8Array {
  return derive(env().AUTH_SECRET[0], purpose)
}

/** The same from every secret that AUTH_SECRET holds, the current one first: what was signed by each still counts. */
export function deriveKeys(purpose: string): Uint8Array[] {
  return env().AUTH_SECRET.map((secret) => derive(secret, purpose))
}

function derive(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `hourglass: ${purpose}`, 32))
}
