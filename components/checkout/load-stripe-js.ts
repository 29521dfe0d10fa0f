import type { Stripe } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'

/** Which Stripe account the browser talks to, and whose script does it. Comes from the server. */
export type StripeAccess = {
  publishableKey: string
  /** The script of a server that stands in for Stripe; without it Stripe's own is loaded, from Stripe. */
  scriptUrl?: string
}

/**
 * Loads Stripe.js for the checkout. A stand-in's script is loaded first and defines `window.Stripe`, which Stripe's
 * own loader then finds and uses: so the code after it is the same both ways.
 * @throws Error if the script cannot be loaded.
 */
export async function loadStripeJs({ publishableKey, scriptUrl }: StripeAccess): Promise<Stripe> {
  if (scriptUrl !== undefined && !window.Stripe) await loadScript(scriptUrl)
  const stripe = await loadStripe(publishableKey)
  if (!stripe) throw new Error('Stripe.js did not load')
  return stripe
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      // Taken out again, so that the next attempt starts afresh.
      script.remove()
      reject(new Error('Stripe.js did not load'))
    })
    document.head.append(script)
  })
}
