import { randomInt } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Letters and digits that nobody can guess, as in Stripe's ids and client secrets. */
export function randomToken(length: number): string {
  let token = ''
  for (let i = 0; i < length; i++) token += ALPHABET[randomInt(ALPHABET.length)]
  return token
}

/** A new id such as `pi_3Qx…`. */
export function makeId(prefix: string): string {
  return `${prefix}_${randomToken(24)}`
}

/** Stripe's timestamps are whole seconds since 1970. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
