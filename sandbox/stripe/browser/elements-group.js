import { Emitter } from './emitter.js'
import { integrationError } from './integration-error.js'
import { languageOf } from './messages.js'
import { PaymentElement } from './payment-element.js'

/** What `stripe.elements()` answers: the elements of one payment and how they look. */
export class ElementsGroup extends Emitter {
  #element = null
  #submitted = false

  constructor(key, options, locale) {
    super()
    const { clientSecret, appearance } = options
    if (clientSecret !== undefined && !/^pi_\w+_secret_\w+$/.test(clientSecret)) {
      throw integrationError(
        `Invalid value for elements(): clientSecret is not a client secret of a payment.`,
      )
    }
    if (clientSecret === undefined && !options.mode) {
      throw integrationError('Pass a clientSecret, or a mode with an amount and a currency, to elements().')
    }
    this.context = { key, clientSecret, appearance, language: languageOf(options.locale ?? locale) }
  }

  create(type, options = {}) {
    if (type !== 'payment')
      throw integrationError(`The Stripe sandbox has no "${type}" Element, only "payment".`)
    if (this.#element) throw integrationError('Can only create one Element of type payment.')
    this.#element = new PaymentElement(this.context, options, () => {
      this.#element = null
    })
    return this.#element
  }

  /** By its type, or by the React component that stands for it. */
  getElement(typeOrComponent) {
    const type = typeof typeOrComponent === 'function' ? typeOrComponent.__elementType : typeOrComponent
    return type === 'payment' ? this.#element : null
  }

  async update(options = {}) {
    if ('appearance' in options) this.context.appearance = options.appearance
    if ('locale' in options) this.context.language = languageOf(options.locale)
    this.#element?.refresh()
    this.emit('update-end')
  }

  async fetchUpdates() {
    return {}
  }

  /** Checks the form. Needed before a payment intent exists, optional afterwards. */
  async submit() {
    const error = this.#validate()
    this.#submitted = !error
    return error ? { error } : { selectedPaymentMethod: 'card' }
  }

  /** The card that was typed, for a confirmation, or what is wrong with it. */
  collect(billing) {
    if (this.context.clientSecret === undefined && !this.#submitted) {
      throw integrationError('elements.submit() must be called before stripe.confirmPayment().')
    }
    const error = this.#validate()
    return error ? { error } : { data: this.#element.paymentMethodData(billing) }
  }

  showServerError(error) {
    this.#element?.showServerError(error)
  }

  #validate() {
    if (!this.#element) throw integrationError('Create and mount a Payment Element first.')
    return this.#element.validate()
  }
}
