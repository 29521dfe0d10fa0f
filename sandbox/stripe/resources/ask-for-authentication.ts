import type Stripe from 'stripe'
import type { Changes } from '../store'
import { cardBehind, isSetUp } from './payment-method-record'

/** How the payer left the bank's page. */
export type Outcome = 'succeeded' | 'failed'

interface Circumstances {
  /** What the merchant asked of 3-D Secure. */
  threeDSecure: string | null | undefined
  /** The payer is not there to be asked. */
  isAway: boolean
}

/** Whether the bank wants to see the payer before this card is used. */
export function mustAuthenticate(
  changes: Changes,
  method: Stripe.PaymentMethod,
  { threeDSecure, isAway }: Circumstances,
): boolean {
  const card = cardBehind(changes, method)
  if (card.brand !== 'amex' && threeDSecure === 'challenge') return true
  if (card.authenticates === undefined) return false
  if (!isAway || card.authenticates === 'always') return true
  return card.authenticates === 'unless_set_up' && !isSetUp(changes, method)
}

/** Whether the payer has been through 3-D Secure for this intent, with this payment method. */
export function hasAuthenticated(changes: Changes, intentId: string, method: Stripe.PaymentMethod): boolean {
  const asked = changes.get('authentication', intentId)
  return asked?.state === 'passed' && asked.paymentMethod === method.id
}

/**
 * Makes an intent wait for the payer. Stripe.js shows the bank's page itself; any other caller is given an
 * address to send the payer to.
 */
export function askForAuthentication(
  changes: Changes,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  params: { return_url?: string; use_stripe_sdk?: boolean },
  baseUrl: string,
): void {
  changes.put('authentication', {
    id: intent.id,
    paymentMethod: String(intent.payment_method),
    state: 'asked',
  })
  const url = `${baseUrl}/3d-secure/${intent.id}?${new URLSearchParams({ client_secret: intent.client_secret ?? '' })}`
  intent.status = 'requires_action'
  intent.next_action =
    params.use_stripe_sdk || params.return_url === undefined
      ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
      : { type: 'redirect_to_url', redirect_to_url: { return_url: params.return_url, url } }
}

/** Notes that the payer passed what `askForAuthentication` asked. */
export function passAuthentication(changes: Changes, intentId: string): void {
  const asked = changes.get('authentication', intentId)
  if (!asked) throw new Error(`BUG: ${intentId} waits for an authentication that nobody asked for.`)
  changes.put('authentication', { ...asked, state: 'passed' })
}
