import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 62^40 is 2^238: far past guessing. */
const RANDOM_LENGTH = 40
const CHECKSUM_LENGTH = 6

/** How much of a key is kept readable, to tell keys apart: `hg_live_` and four characters. */
const SHOWN_LENGTH = 12

const FORM = new RegExp(`^hg_(live|test)_[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`)

/**
 * Makes a key: `hg_live_` (in the sandbox `hg_test_`), random characters, and a checksum by which a scanner of
 * leaked secrets, and we, know a key from any other text.
 */
export function makeSecret(mode: 'live' | 'test'): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => BASE62[randomInt(BASE62.length)]).join('')
  const body = `hg_${mode}_${random}`
  return body + checksum(body)
}

/** Whether a text is a key by its form and checksum. It says nothing about the key being ours or valid. */
export function isSecret(text: string): boolean {
  return FORM.test(text) && text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)))
}

/** What is stored and looked up instead of the key. A key is random, so a fast hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The readable start of a key. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, SHOWN_LENGTH)
}

function checksum(body: string): string {
  let rest = crc32(body)
  let text = ''
  while (text.length < CHECKSUM_LENGTH) {
    text = BASE62.charAt(rest % BASE62.length) + text
    rest = Math.floor(rest / BASE62.length)
  }
  return text
}
