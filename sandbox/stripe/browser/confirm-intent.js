import { callApi } from './api-client.js'
import { integrationError } from './integration-error.js'
import { parseClientSecret, SETUP } from './intent-kinds.js'
import { localizeError } from './messages.js'
import { askForAuthentication } from './three-d-secure.js'

function resultOf({ data, error }, kind, language) {
  return error ? { error: localizeError(error, language) } : { [kind.result]: data }
}

/** `stripe.retrievePaymentIntent` and `stripe.retrieveSetupIntent`; without `wanted`, whichever it is. */
export async function retrieveIntent(context, clientSecret, wanted) {
  const { id, kind } = parseClientSecret(clientSecret, wanted)
  const answer = await callApi(context, 'GET', `${kind.path}/${id}`, { client_secret: clientSecret })
  return resultOf(answer, kind, context.language)
}

/** Takes the payer through 3-D Secure where the bank asks for it, and reads how it went. */
export async function handleAction(context, intent) {
  const { kind } = parseClientSecret(intent.client_secret)
  if (intent.status !== 'requires_action') return { [kind.result]: intent }
  const outcome = await askForAuthentication(intent, context)
  const path = `${kind.path}/${intent.id}/sandbox_authenticate`
  const answer = await callApi(context, 'POST', path, { client_secret: intent.client_secret, outcome })
  const result = resultOf(answer, kind, context.language)
  const after = result[kind.result]
  if (after?.status !== 'requires_payment_method' || !after[kind.lastError]) return result
  return { error: localizeError({ ...after[kind.lastError], [kind.object]: after }, context.language) }
}

/** `stripe.handleNextAction` */
export async function handleNextAction(context, clientSecret) {
  const result = await retrieveIntent(context, clientSecret)
  return result.error ? result : handleAction(context, result.paymentIntent ?? result.setupIntent)
}

/** Confirms with parameters of the API, then does what the answer asks for. */
export async function confirmIntent(context, clientSecret, kind, params, handlesActions = true) {
  const { id } = parseClientSecret(clientSecret, kind)
  const answer = await callApi(context, 'POST', `${kind.path}/${id}/confirm`, {
    ...params,
    client_secret: clientSecret,
    expected_payment_method_type: 'card',
    use_stripe_sdk: true,
  })
  const result = resultOf(answer, kind, context.language)
  return result.error || !handlesActions ? result : handleAction(context, result[kind.result])
}

function leaveFor(returnUrl, intent) {
  const url = new URL(returnUrl)
  url.searchParams.set(intent.object, intent.id)
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret)
  url.searchParams.set('redirect_status', 'succeeded')
  window.location.assign(url.href)
  // The page goes away; a promise that never settles keeps its code from going on meanwhile.
  return new Promise(() => {})
}

/** `stripe.confirmPayment` and `stripe.confirmSetup`: `kind` says which. */
export async function confirmElements(context, kind, options) {
  const { elements, confirmParams = {}, redirect = 'always' } = options ?? {}
  const clientSecret = options?.clientSecret ?? elements?.context?.clientSecret
  const { return_url: returnUrl, payment_method_data: typed, ...rest } = confirmParams
  const call = kind === SETUP ? 'confirmSetup' : 'confirmPayment'
  if (redirect === 'always' && !URL.canParse(returnUrl ?? '')) {
    throw integrationError(`stripe.${call}(): expected a valid confirmParams.return_url.`)
  }
  parseClientSecret(clientSecret, kind)
  const ownContext = { ...context, ...elements?.context, clientSecret }
  const params = { ...rest, return_url: returnUrl }
  if (elements) {
    const { data, error } = elements.collect(typed?.billing_details)
    if (error) return { error }
    params.payment_method_data = data
  }
  const result = await confirmIntent(ownContext, clientSecret, kind, params)
  if (result.error) {
    elements?.showServerError(result.error)
    return result
  }
  return redirect === 'always' ? leaveFor(returnUrl, result[kind.result]) : result
}
