import type Stripe from 'stripe'
import { makeId, nowSeconds } from '../make-id'
import type { Changes } from '../store'
import type { TestCard } from '../test-cards'

/** An attempt to save a card, just begun. */
export function newSetupAttempt(
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  card: TestCard,
): Stripe.SetupAttempt {
  return {
    id: makeId('setatt'),
    object: 'setup_attempt',
    application: null,
    created: nowSeconds(),
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: {
      type: 'card',
      card: {
        brand: card.brand,
        checks: method.card?.checks ?? null,
        country: card.country,
        exp_month: method.card?.exp_month ?? null,
        exp_year: method.card?.exp_year ?? null,
        fingerprint: method.card?.fingerprint ?? null,
        funding: card.funding,
        last4: card.number.slice(-4),
        network: card.brand,
        three_d_secure: null,
        wallet: null,
      },
    },
    setup_error: null,
    setup_intent: intent.id,
    status: 'requires_confirmation',
    usage: intent.usage,
  }
}

/** Writes how the latest attempt of a setup intent went. */
export function endSetupAttempt(
  changes: Changes,
  intent: Stripe.SetupIntent,
  { authenticated = false, error }: { authenticated?: boolean; error?: Stripe.SetupIntent.LastSetupError },
): void {
  const attempt = changes.get('setup_attempt', String(intent.latest_attempt))
  if (!attempt) throw new Error(`BUG: ${intent.id} is confirmed without an attempt.`)
  attempt.status = error ? 'failed' : 'succeeded'
  attempt.setup_error = (error as Stripe.SetupAttempt.SetupError | undefined) ?? null
  if (authenticated && attempt.payment_method_details.card) {
    attempt.payment_method_details.card.three_d_secure = {
      authentication_flow: 'challenge',
      electronic_commerce_indicator: '05',
      result: 'authenticated',
      result_reason: null,
      transaction_id: null,
      version: '2.2.0',
    }
  }
  changes.put('setup_attempt', attempt)
}
