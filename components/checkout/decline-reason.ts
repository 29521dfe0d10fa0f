/**
 * What to tell the payer, by the decline codes of Stripe (https://docs.stripe.com/declines/codes). Lost, stolen and
 * fraudulent cards read as any other decline: whoever holds such a card must not learn why.
 */
const REASONS = {
  insufficient_funds: 'insufficientFunds',
  withdrawal_count_limit_exceeded: 'limit',
  card_velocity_exceeded: 'limit',
  expired_card: 'expired',
  invalid_expiry_month: 'expiry',
  invalid_expiry_year: 'expiry',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  incorrect_number: 'number',
  invalid_number: 'number',
  card_not_supported: 'notSupported',
  currency_not_supported: 'notSupported',
  service_not_allowed: 'notSupported',
  transaction_not_allowed: 'notSupported',
  authentication_required: 'authentication',
  payment_intent_authentication_failure: 'authentication',
  processing_error: 'tryLater',
  try_again_later: 'tryLater',
  issuer_not_available: 'tryLater',
  reenter_transaction: 'tryLater',
  test_mode_live_card: 'testCardOnly',
  testmode_decline: 'realCardOnly',
  live_mode_test_card: 'realCardOnly',
} as const

/** Why a payment was declined, as the screens word it. */
export type DeclineReason = (typeof REASONS)[keyof typeof REASONS] | 'generic'

/**
 * The reason behind the codes that Stripe gave, the finer one first.
 * @returns `generic` for a decline that has nothing more to say to the payer.
 */
export function declineReason(...codes: (string | null | undefined)[]): DeclineReason {
  const known = codes.find(
    (code): code is keyof typeof REASONS => code != null && Object.hasOwn(REASONS, code),
  )
  return known ? REASONS[known] : 'generic'
}
