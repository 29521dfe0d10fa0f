import { HOUR_MS } from '../../time'

/** How long after each decline the card is charged again; one more decline than there are gaps is the end of it. */
export const RETRY_AFTER_HOURS = [1, 6] as const

/** A card that was declined so often in a row is not charged by itself any more. */
export const MOST_DECLINES = RETRY_AFTER_HOURS.length + 1

/**
 * Declines after which asking the same card again is of no use, and against the card networks' rules.
 * Source: https://docs.stripe.com/declines/codes
 */
const FOR_GOOD = new Set([
  'expired_card',
  'lost_card',
  'stolen_card',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stop_payment_order',
  'invalid_account',
  'new_account_information_available',
  'card_not_supported',
  'currency_not_supported',
  'card_removed',
])

/** The bank wants to see the user: charging again without them leads nowhere. */
const NEEDS_USER = new Set(['authentication_required', 'authentication_not_handled', 'offline_pin_required'])

/** What follows from a decline: charge again then, leave it to the user, or stop charging this card by itself. */
export type AfterDecline = { kind: 'retry'; at: Date } | { kind: 'user' } | { kind: 'stop' }

/**
 * What to do after a decline.
 * @param declined `declines` in a row, this one included; `code` as Stripe names it; `doNotRetry` if the bank said so.
 */
export function afterDecline(declined: {
  code: string
  declines: number
  asOf: Date
  doNotRetry?: boolean
}): AfterDecline {
  const { code, declines, asOf, doNotRetry = false } = declined
  if (NEEDS_USER.has(code)) return { kind: 'user' }
  const hours = RETRY_AFTER_HOURS[declines - 1]
  if (doNotRetry || FOR_GOOD.has(code) || hours === undefined) return { kind: 'stop' }
  return { kind: 'retry', at: new Date(asOf.getTime() + hours * HOUR_MS) }
}
