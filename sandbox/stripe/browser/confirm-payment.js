import { callApi } from './api-client.js'
import { integrationError } from './integration-error.js'
import { localizeError } from './messages.js'
import { askForAuthentication } from './three-d-secure.js'

function idOf(clientSecret) {
  if (typeof clientSecret !== 'string' || !/^pi_\w+_secret_\w+$/.test(clientSecret)) {
    throw integrationError('This is not the client secret of a payment intent.')
  }
  return clientSecret.split('_secret_')[0]
}

function resultOf({ data, error }, language) {
  return error ? { error: localizeError(error, language) } : { paymentIntent: data }
}

/** `stripe.retrievePaymentIntent` */
export async function retrieveIntent(context, clientSecret) {
  const path = `payment_intents/${idOf(clientSecret)}`
  return resultOf(await callApi(context, 'GET', path, { client_secret: clientSecret }), context.language)
}

/** Takes the payer through 3-D Secure where the bank asks for it, and reads how it went. */
export async function handleAction(context, intent) {
  if (intent.status !== 'requires_action') return { paymentIntent: intent }
  const outcome = await askForAuthentication(intent, context)
  const path = `payment_intents/${intent.id}/sandbox_authenticate`
  const answer = await callApi(context, 'POST', path, { client_secret: intent.client_secret, outcome })
  const result = resultOf(answer, context.language)
  const failure = result.paymentIntent?.status === 'requires_payment_method'
  if (!failure || !result.paymentIntent.last_payment_error) return result
  const error = { ...result.paymentIntent.last_payment_error, payment_intent: result.paymentIntent }
  return { error: localizeError(error, context.language) }
}

/** Confirms with parameters of the API, then does what the answer asks for. */
export async function confirmIntent(context, clientSecret, params, handlesActions = true) {
  const answer = await callApi(context, 'POST', `payment_intents/${idOf(clientSecret)}/confirm`, {
    ...params,
    client_secret: clientSecret,
    expected_payment_method_type: 'card',
    use_stripe_sdk: true,
  })
  const result = resultOf(answer, context.language)
  return result.error || !handlesActions ? result : handleAction(context, result.paymentIntent)
}

function leaveFor(returnUrl, intent) {
  const url = new URL(returnUrl)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret)
  url.searchParams.set('redirect_status', 'succeeded')
  window.location.assign(url.href)
  // The page goes away; a promise that never settles keeps its code from going on meanwhile.
  return new Promise(() => {})
}

/** `stripe.confirmPayment` */
export async function confirmPayment(context, options) {
  const { elements, confirmParams = {}, redirect = 'always' } = options ?? {}
  const clientSecret = options?.clientSecret ?? elements?.context?.clientSecret
  const { return_url: returnUrl, payment_method_data: typed, ...rest } = confirmParams
  if (redirect === 'always' && !URL.canParse(returnUrl ?? '')) {
    throw integrationError('stripe.confirmPayment(): expected a valid confirmParams.return_url.')
  }
  const ownContext = { ...context, ...elements?.context, clientSecret }
  const params = { ...rest, return_url: returnUrl }
  if (elements) {
    const { data, error } = elements.collect(typed?.billing_details)
    if (error) return { error }
    params.payment_method_data = data
  }
  const result = await confirmIntent(ownContext, clientSecret, params)
  if (result.error) {
    elements?.showServerError(result.error)
    return result
  }
  return redirect === 'always' ? leaveFor(returnUrl, result.paymentIntent) : result
}
