import { z } from 'zod'

/** Where a user is led afterwards: an http or https address that hides nothing. */
export const returnUrlField = z
  .url({ protocol: /^https?$/, error: 'Send an http or https address.' })
  .max(2000, 'Send at most 2000 characters.')
  .refine(withoutCredentials, 'An address may not carry a user name or a password.')
  // Stored as browsers read it: the user sees the very address that they are led to.
  .transform((text) => new URL(text).href)

/** Credentials before the host pass for it (https://shop.example@evil.example), and would be shown to the user. */
function withoutCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { username, password } = new URL(address)
  return username === '' && password === ''
}
