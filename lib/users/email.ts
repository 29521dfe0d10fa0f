import { z } from 'zod'

/** The longest address that mail can be sent to (RFC 5321 with erratum 1690). */
const MAX_EMAIL_LENGTH = 254

/**
 * An e-mail address in the one form that is stored and looked up: trimmed, NFKC, lower-cased. The check comes
 * after, and allows ASCII alone, so that no look-alike of an address passes as another account.
 */
export const emailSchema = z
  .string('Send an e-mail address.')
  .max(1000, 'This e-mail address is too long.')
  .transform((text) => text.trim().normalize('NFKC').toLowerCase())
  .pipe(
    z
      .email('Send an e-mail address such as ada@example.com.')
      .max(MAX_EMAIL_LENGTH, 'This e-mail address is too long.'),
  )
