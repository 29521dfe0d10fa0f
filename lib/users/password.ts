import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'

/** What a password may be. The upper bound keeps a giant text from costing the server time. */
export const passwordSchema = z
  .string('Send a password.')
  .min(8, 'The password needs at least 8 characters.')
  .max(200, 'The password may have at most 200 characters.')

/** Argon2id (the library's default variant) with the first of OWASP's parameter sets: 19 MiB, two passes. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash, at the same cost, of a random text that nobody has kept: no password fits it. */
const UNKNOWN_USER_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$Qwmqyxn+II5bX2yC0v1ErQ$6i6T1wQHFnqYs7BJJOh3iQbe78W6oFxDE8vLzlPSnf4'

/** Hashes a password for storing, salted. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameOnEveryKeyboard(password), ARGON2)
}

/**
 * Whether the password fits the hash. Without a hash (no such user, or one without a password) it takes the same
 * time and says no, so that the answer's delay does not tell which addresses have an account.
 */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const fits = await verify(passwordHash ?? UNKNOWN_USER_HASH, sameOnEveryKeyboard(password))
  return fits && typeof passwordHash === 'string'
}

/** Keyboards send the same letter in different forms of Unicode (й as one code point or two). */
function sameOnEveryKeyboard(password: string): string {
  return password.normalize('NFKC')
}
