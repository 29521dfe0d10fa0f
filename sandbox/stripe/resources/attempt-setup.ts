import type Stripe from 'stripe'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { attachPaymentMethod } from './attach-payment-method'
import { cardBehind, declineError, findPaymentMethod, markSetUp } from './payment-method-record'
import { endSetupAttempt, newSetupAttempt } from './setup-attempt-record'

/** Writes down that a card is being saved. */
export function beginAttempt(work: Work, intent: Stripe.SetupIntent, method: Stripe.PaymentMethod): void {
  const attempt = newSetupAttempt(intent, method, cardBehind(work.changes, method))
  intent.latest_attempt = attempt.id
  work.changes.put('setup_attempt', attempt)
}

/**
 * Asks the bank whether a card may be saved, and gives it to the customer.
 * @throws StripeFailure 402 when the bank declines it
 */
export function attemptSetup(work: Work, intent: Stripe.SetupIntent, authenticated: boolean): void {
  const method = findPaymentMethod(work.changes, String(intent.payment_method))
  const { decline, attaches } = cardBehind(work.changes, method)
  if (decline && !attaches) throw failSetup(work, intent, declineError(decline))
  endSetupAttempt(work.changes, intent, { authenticated })
  intent.status = 'succeeded'
  intent.next_action = null
  intent.last_setup_error = null
  if (intent.usage === 'off_session') markSetUp(work.changes, method)
  work.changes.put('setup_intent', intent)
  if (typeof intent.customer === 'string') attachPaymentMethod(work, method, intent.customer)
  work.emit('setup_intent.succeeded', intent)
}

/**
 * Takes a setup intent back to `requires_payment_method` with the reason on it.
 * @returns the error to answer with, which carries the setup intent as Stripe's do
 */
export function failSetup(work: Work, intent: Stripe.SetupIntent, reason: StripeFailure): StripeFailure {
  const method = findPaymentMethod(work.changes, String(intent.payment_method))
  const error = { ...reason.body, payment_method: method } as Stripe.SetupIntent.LastSetupError
  endSetupAttempt(work.changes, intent, { error })
  intent.status = 'requires_payment_method'
  intent.next_action = null
  intent.payment_method = null
  intent.last_setup_error = error
  work.changes.put('setup_intent', intent)
  work.emit('setup_intent.setup_failed', intent)
  return new StripeFailure(
    reason.status,
    { ...reason.body, setup_intent: structuredClone(intent), payment_method: method },
    true,
  )
}
