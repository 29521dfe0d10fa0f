import type Stripe from 'stripe'
import { DECLINES } from '../declines'
import { makeId, nowSeconds } from '../make-id'
import type { TestCard } from '../test-cards'
import { isCapturedLater } from './payment-intent-record'

interface Attempt {
  intent: Stripe.PaymentIntent
  method: Stripe.PaymentMethod
  card: TestCard
  /** The payer passed 3-D Secure for this attempt. */
  authenticated: boolean
}

/** The bank's answer to one attempt to charge a card: a charge, succeeded or failed. */
export function chargeCard({ intent, method, card, authenticated }: Attempt): Stripe.Charge {
  const decline = card.decline ? DECLINES[card.decline] : undefined
  const isPending = card.settlesLate !== undefined
  const captured = !decline && !isPending && !isCapturedLater(intent)
  const id = makeId('ch')
  const suffix = intent.statement_descriptor_suffix
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: suffix ? `HOURGLASS* ${suffix.toUpperCase()}`.slice(0, 22) : 'HOURGLASS',
    captured,
    created: nowSeconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(card),
    paid: !decline && !isPending,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: cardDetails(intent, method, card, authenticated) },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: suffix,
    status: decline ? 'failed' : isPending ? 'pending' : 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}

function outcomeOf(card: TestCard): Stripe.Charge.Outcome {
  const declined = card.decline !== undefined
  const blocked = card.decline === 'fraudulent'
  return {
    advice_code: declined && !blocked ? 'try_again_later' : null,
    network_advice_code: null,
    network_decline_code: declined && !blocked ? '01' : null,
    network_status: blocked
      ? 'not_sent_to_network'
      : declined
        ? 'declined_by_network'
        : 'approved_by_network',
    reason: card.decline ?? null,
    risk_level: blocked ? 'highest' : 'normal',
    risk_score: blocked ? 95 : 12,
    seller_message: declined
      ? blocked
        ? 'Stripe blocked this payment as too risky.'
        : 'The bank did not return any further details with this decline.'
      : 'Payment complete.',
    type: blocked ? 'blocked' : declined ? 'issuer_declined' : 'authorized',
  }
}

function cardDetails(
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  card: TestCard,
  authenticated: boolean,
): Stripe.Charge.PaymentMethodDetails.Card {
  const cvcFails = card.failsCvcCheck || card.decline === 'incorrect_cvc'
  const cvcCheck = method.card?.checks?.cvc_check ? (cvcFails ? 'fail' : 'pass') : null
  return {
    amount_authorized: card.decline ? null : intent.amount,
    authorization_code: card.decline ? null : '123456',
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck },
    country: card.country,
    electronic_commerce_indicator: authenticated ? '05' : null,
    exp_month: method.card?.exp_month ?? 0,
    exp_year: method.card?.exp_year ?? 0,
    fingerprint: method.card?.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: null,
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  }
}
