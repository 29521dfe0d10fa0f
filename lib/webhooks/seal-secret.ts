import { randomBytes } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { deriveKey, deriveKeys } from '@/lib/auth/derive-key'
import { assert } from '../errors'

const PURPOSE = 'webhook secrets'

/** Standard Webhooks asks for 24 to 64 random bytes. */
const SECRET_BYTES = 32

/** Makes a secret in the form of Standard Webhooks: `whsec_` and base64. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
}

/**
 * A secret as it is stored. It must be readable to sign with it, so it is encrypted and not hashed; the key comes from
 * AUTH_SECRET, so whoever has the database alone can forge nothing.
 */
export function sealSecret(secret: string): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(secret))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(deriveKey(PURPOSE))
}

/** The secret again. @throws if it was sealed under a secret that AUTH_SECRET no longer names, or touched. */
export async function openSecret(sealed: string): Promise<string> {
  const [current, ...old] = deriveKeys(PURPOSE)
  for (const key of old) {
    const secret = await openBy(key, sealed).catch(() => null)
    if (secret !== null) return secret
  }
  assert(current, 'there is a secret')
  return openBy(current, sealed)
}

/** Whether a secret stays readable when AUTH_SECRET names its first secret alone. */
export async function isSealedForGood(sealed: string): Promise<boolean> {
  return openBy(deriveKey(PURPOSE), sealed).then(
    () => true,
    () => false,
  )
}

async function openBy(key: Uint8Array, sealed: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, key)
  return new TextDecoder().decode(plaintext)
}
