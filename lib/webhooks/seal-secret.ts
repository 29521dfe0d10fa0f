import { randomBytes } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { deriveKey } from '@/lib/auth/derive-key'

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

/** The secret again. @throws if it was sealed under another AUTH_SECRET, or touched. */
export async function openSecret(sealed: string): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, deriveKey(PURPOSE))
  return new TextDecoder().decode(plaintext)
}
