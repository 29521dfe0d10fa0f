import { integrationError } from './integration-error.js'

/** What can be confirmed: a payment, or the saving of a card. By the prefix of its id. */
const KINDS = {
  pi: {
    name: 'payment intent',
    path: 'payment_intents',
    object: 'payment_intent',
    result: 'paymentIntent',
    lastError: 'last_payment_error',
    over: ['succeeded', 'canceled', 'processing', 'requires_capture'],
  },
  seti: {
    name: 'setup intent',
    path: 'setup_intents',
    object: 'setup_intent',
    result: 'setupIntent',
    lastError: 'last_setup_error',
    over: ['succeeded', 'canceled'],
  },
}

/** The kind of intent that payments are. */
export const PAYMENT = KINDS.pi

/** The kind of intent that saves a card. */
export const SETUP = KINDS.seti

/**
 * What a client secret belongs to: `{ id, kind }`. Throws when it is none, or not one of `wanted`.
 */
export function parseClientSecret(clientSecret, wanted) {
  const [, id, prefix] = /^((pi|seti)_[^_\W]+)_secret_\w+$/.exec(clientSecret ?? '') ?? []
  const kind = KINDS[prefix]
  if (kind && (!wanted || kind === wanted)) return { id, kind }
  throw integrationError(`This is not the client secret of a ${wanted?.name ?? 'payment or setup intent'}.`)
}
