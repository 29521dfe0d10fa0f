import type { DeclineName } from './declines'

/** A brand as the API spells it. */
export type Brand = 'amex' | 'diners' | 'discover' | 'jcb' | 'mastercard' | 'unionpay' | 'visa'

/** How a refund begins, and how it ends a moment later; without an end it stays until somebody decides. */
export interface RefundBehaviour {
  begins: 'pending' | 'requires_action' | 'succeeded'
  ends?: 'failed' | 'succeeded'
}

/** A test card as Stripe documents it: what it is, and how it acts when it is charged. */
export interface TestCard {
  number: string
  brand: Brand
  country: string
  funding: 'credit' | 'debit' | 'prepaid'
  /** The bank's answer to a charge; without one the charge succeeds. */
  decline?: DeclineName
  /**
   * When the payer must pass 3-D Secure. While the payer is away, `unless_set_up` is waived for a card that was
   * saved for it with 3-D Secure, and `on_session` for any.
   */
  authenticates?: 'always' | 'unless_set_up' | 'on_session'
  /** Saving it for a customer works although charging it is declined. */
  attaches?: boolean
  /** The bank's check of the security code comes back as failed, and the charge goes through. */
  failsCvcCheck?: boolean
  /** The cardholder takes the payment back at once, for this reason. */
  dispute?: 'fraudulent' | 'product_not_received'
  /** The dispute is a mere question of the bank's: no money moves until it escalates. */
  inquires?: boolean
  refund?: RefundBehaviour
  /** The bank leaves the payment processing and decides a moment later. */
  settlesLate?: 'failed' | 'succeeded'
}

type Extra = Partial<Omit<TestCard, 'number'>>

function visa(number: string, extra: Extra = {}): TestCard {
  return { number, brand: 'visa', country: 'US', funding: 'credit', ...extra }
}

function other(brand: Brand, number: string, extra: Extra = {}): TestCard {
  return { ...visa(number, extra), brand }
}

/** The test cards by the `pm_card_…` name that stands for each in an API call. */
export const TEST_CARDS: Record<string, TestCard> = {
  pm_card_visa: visa('4242424242424242'),
  pm_card_visa_debit: visa('4000056655665556', { funding: 'debit' }),
  pm_card_mastercard: other('mastercard', '5555555555554444'),
  pm_card_mastercard_2: other('mastercard', '2223003122003222'),
  pm_card_mastercard_debit: other('mastercard', '5200828282828210', { funding: 'debit' }),
  pm_card_mastercard_prepaid: other('mastercard', '5105105105105100', { funding: 'prepaid' }),
  pm_card_amex: other('amex', '378282246310005'),
  pm_card_amex_2: other('amex', '371449635398431'),
  pm_card_discover: other('discover', '6011111111111117'),
  pm_card_discover_2: other('discover', '6011000990139424'),
  pm_card_diners: other('diners', '3056930009020004'),
  pm_card_diners_2: other('diners', '36227206271667'),
  pm_card_jcb: other('jcb', '3566002020360505', { country: 'JP' }),
  pm_card_unionpay: other('unionpay', '6200000000000005', { country: 'CN' }),

  pm_card_gb: visa('4000008260000000', { country: 'GB' }),
  pm_card_de: visa('4000002760000016', { country: 'DE' }),
  pm_card_fr: visa('4000002500000003', { country: 'FR' }),
  pm_card_ru: visa('4000006430000009', { country: 'RU' }),
  pm_card_jp: other('jcb', '3530111333300000', { country: 'JP' }),
  pm_card_br: visa('4000000760000002', { country: 'BR' }),
  pm_card_in: visa('4000003560000008', { country: 'IN' }),
  pm_card_us: visa('4242424242424242'),

  pm_card_chargeDeclined: visa('4000000000000002', { decline: 'generic_decline' }),
  pm_card_visa_chargeDeclined: visa('4000000000000002', { decline: 'generic_decline' }),
  pm_card_chargeDeclinedInsufficientFunds: visa('4000000000009995', { decline: 'insufficient_funds' }),
  pm_card_visa_chargeDeclinedInsufficientFunds: visa('4000000000009995', { decline: 'insufficient_funds' }),
  pm_card_visa_chargeDeclinedLostCard: visa('4000000000009987', { decline: 'lost_card' }),
  pm_card_visa_chargeDeclinedStolenCard: visa('4000000000009979', { decline: 'stolen_card' }),
  pm_card_chargeDeclinedExpiredCard: visa('4000000000000069', { decline: 'expired_card' }),
  pm_card_chargeDeclinedIncorrectCvc: visa('4000000000000127', { decline: 'incorrect_cvc' }),
  pm_card_chargeDeclinedProcessingError: visa('4000000000000119', { decline: 'processing_error' }),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: visa('4000000000006975', {
    decline: 'card_velocity_exceeded',
  }),
  pm_card_chargeDeclinedFraudulent: visa('4100000000000019', { decline: 'fraudulent' }),
  pm_card_radarBlock: visa('4100000000000019', { decline: 'fraudulent' }),
  pm_card_chargeCustomerFail: visa('4000000000000341', { decline: 'generic_decline', attaches: true }),
  pm_card_cvcCheckFail: visa('4000000000000101', { failsCvcCheck: true }),

  pm_card_createDispute: visa('4000000000000259', { dispute: 'fraudulent' }),
  pm_card_createDisputeProductNotReceived: visa('4000000000002685', { dispute: 'product_not_received' }),
  pm_card_pendingRefund: visa('4000000000007726', { refund: { begins: 'pending', ends: 'succeeded' } }),
  pm_card_refundFail: visa('4000000000005126', { refund: { begins: 'succeeded', ends: 'failed' } }),
  pm_card_createDisputeInquiry: visa('4000000000001976', { dispute: 'fraudulent', inquires: true }),
  // Not Stripe's: only other methods than cards ask the payer where a refund should go.
  pm_card_sandboxRefundRequiresAction: visa('4000000000070120', { refund: { begins: 'requires_action' } }),
  // Not Stripe's: no card of Stripe's leaves a payment processing, and other methods do.
  pm_card_sandboxProcessing: visa('4000000000070104', { settlesLate: 'succeeded' }),
  pm_card_sandboxProcessingFails: visa('4000000000070112', { settlesLate: 'failed' }),

  pm_card_authenticationRequired: visa('4000002760003184', { authenticates: 'always', country: 'DE' }),
  pm_card_threeDSecure2Required: visa('4000000000003220', { authenticates: 'always' }),
  pm_card_threeDSecureRequired: visa('4000000000003063', { authenticates: 'always' }),
  pm_card_authenticationRequiredOnSetup: visa('4000002500003155', {
    authenticates: 'unless_set_up',
    country: 'FR',
  }),
  pm_card_authenticationRequiredSetupForOffSession: visa('4000003800000446', {
    authenticates: 'on_session',
    country: 'IT',
  }),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: visa('4000008260003178', {
    authenticates: 'unless_set_up',
    decline: 'insufficient_funds',
    attaches: true,
    country: 'GB',
  }),
  pm_card_threeDSecureRequiredChargeDeclined: visa('4000008400001629', {
    authenticates: 'always',
    decline: 'generic_decline',
  }),
  pm_card_threeDSecureOptional: visa('4000000000003055'),
  pm_card_threeDSecureOptionalProcessingError: visa('4000000000003097'),
  // The bank's page cannot be reached, which no payer can help.
  pm_card_threeDSecureRequiredProcessingError: visa('4000008400001280', { decline: 'generic_decline' }),
  pm_card_amex_threeDSecureNotSupported: other('amex', '378282246310005'),
}

/** The `pm_card_…` name of a test number, or undefined for a card that is not a test card. */
export function behaviourOfNumber(number: string): string | undefined {
  return Object.keys(TEST_CARDS).find((name) => TEST_CARDS[name]?.number === number)
}

/**
 * The test card that a stored behaviour names.
 * @throws Error when there is none: the journal is then from another version of the sandbox.
 */
export function testCard(behaviour: string): TestCard {
  const card = Object.hasOwn(TEST_CARDS, behaviour) ? TEST_CARDS[behaviour] : undefined
  if (!card) throw new Error(`BUG: no test card is called ${behaviour}.`)
  return card
}
