/** A mistake of the page that calls Stripe.js, thrown as Stripe throws it. */
export function integrationError(message) {
  const error = new Error(message)
  error.name = 'IntegrationError'
  return error
}
