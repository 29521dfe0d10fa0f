import { hkdfSync } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * A 256-bit key of its own for one purpose, derived from AUTH_SECRET: what signs one thing can then never pass for
 * another.
 * @param purpose never changed once used.
 */
export function deriveKey(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', `hourglass: ${purpose}`, 32))
}
