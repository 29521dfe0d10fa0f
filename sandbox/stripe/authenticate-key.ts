import { createHash, timingSafeEqual } from 'node:crypto'
import type { KeyKind } from './call'
import { StripeFailure } from './stripe-error'

/** The account's two keys. */
export interface Keys {
  secretKey: string
  publishableKey: string
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/** The key in `Authorization: Bearer …`, in `Basic …` as its user name, or among a browser's parameters. */
function keyOf(header: string | undefined, form: unknown): string | undefined {
  const [, scheme = '', value = ''] = /^(\w+)\s+(\S+)\s*$/.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic') {
    return Buffer.from(value, 'base64').toString('utf8').split(':')[0] || undefined
  }
  return typeof form === 'string' ? form : undefined
}

/** Shows enough of a key to recognise it, as Stripe does. */
function masked(key: string): string {
  return key.length > 12
    ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
    : '*'.repeat(key.length)
}

/**
 * Which of the account's keys a request came with.
 * @param formKey Stripe.js sends its publishable key as the parameter `key`
 * @throws StripeFailure 401 without a key, or with one that is not the account's
 */
export function authenticateKey(header: string | undefined, formKey: unknown, keys: Keys): KeyKind {
  const key = keyOf(header, formKey)
  if (!key) {
    throw new StripeFailure(401, {
      type: 'invalid_request_error',
      message:
        'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
        "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    })
  }
  if (sameText(key, keys.secretKey)) return 'secret'
  if (sameText(key, keys.publishableKey)) return 'publishable'
  const message = `Invalid API Key provided: ${masked(key)}`
  throw new StripeFailure(401, { type: 'invalid_request_error', message })
}

/** @throws StripeFailure 401 `secret_key_required` when a publishable key asks for what only servers may do */
export function requireSecretKey(kind: KeyKind): void {
  if (kind === 'secret') return
  throw new StripeFailure(401, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message:
      'This API call cannot be made with a publishable API key. Please use a secret API key. ' +
      'You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
  })
}
