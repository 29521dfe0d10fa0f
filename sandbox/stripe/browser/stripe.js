import { callApi } from './api-client.js'
import { confirmElements, confirmIntent, handleNextAction, retrieveIntent } from './confirm-intent.js'
import { ElementsGroup } from './elements-group.js'
import { integrationError } from './integration-error.js'
import { PAYMENT, SETUP } from './intent-kinds.js'
import { languageOf, localizeError } from './messages.js'

/** The release of Stripe.js that `@stripe/stripe-js` 10 expects to find. */
const VERSION = 'endive'

/** What Stripe.js can do and this stand-in cannot is answered with an error, as any refusal. */
function unsupported(name) {
  return async () => ({
    error: {
      type: 'invalid_request_error',
      message: `The Stripe sandbox does not implement stripe.${name}().`,
    },
  })
}

/** Stands in for `Stripe` of Stripe.js: same calls, same answers, a form in the page instead of iframes. */
function Stripe(key, options = {}) {
  if (typeof key !== 'string' || !key.startsWith('pk_')) {
    throw integrationError('Stripe() expects a publishable key, which starts with pk_.')
  }
  const context = { key, language: languageOf(options.locale), appearance: undefined }

  /** `stripe.confirmCardPayment` and `stripe.confirmCardSetup`, with a card that Stripe knows already. */
  function confirmCard(
    clientSecret,
    kind,
    { payment_method: method, ...params } = {},
    handlesActions = true,
  ) {
    if (method !== undefined && typeof method !== 'string') {
      throw integrationError('In the Stripe sandbox this call takes the id of a payment method.')
    }
    return confirmIntent(context, clientSecret, kind, { ...params, payment_method: method }, handlesActions)
  }

  return {
    _apiKey: key,
    version: VERSION,
    elements: (elementsOptions = {}) => new ElementsGroup(key, elementsOptions, options.locale),
    confirmPayment: (paymentOptions) => confirmElements(context, PAYMENT, paymentOptions),
    confirmSetup: (setupOptions) => confirmElements(context, SETUP, setupOptions),
    retrievePaymentIntent: (clientSecret) => retrieveIntent(context, clientSecret, PAYMENT),
    retrieveSetupIntent: (clientSecret) => retrieveIntent(context, clientSecret, SETUP),
    handleNextAction: ({ clientSecret }) => handleNextAction(context, clientSecret),
    handleCardAction: (clientSecret) => handleNextAction(context, clientSecret),
    confirmCardPayment: (clientSecret, data, { handleActions } = {}) =>
      confirmCard(clientSecret, PAYMENT, data, handleActions),
    confirmCardSetup: (clientSecret, data, { handleActions } = {}) =>
      confirmCard(clientSecret, SETUP, data, handleActions),
    createPaymentMethod: async ({ elements, params = {} } = {}) => {
      if (!(elements instanceof ElementsGroup)) return unsupported('createPaymentMethod')()
      const collected = elements.collect(params.billing_details)
      if (collected.error) return collected
      const { data, error } = await callApi(context, 'POST', 'payment_methods', collected.data)
      return error ? { error: localizeError(error, elements.context.language) } : { paymentMethod: data }
    },
    createToken: unsupported('createToken'),
    createSource: unsupported('createSource'),
    createConfirmationToken: unsupported('createConfirmationToken'),
    registerAppInfo: () => {},
    _registerWrapper: () => {},
  }
}

Stripe.version = VERSION
window.Stripe = Stripe
