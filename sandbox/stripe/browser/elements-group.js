import { Emitter } from './emitter.js'
import { integrationError } from './integration-error.js'
import { parseClientSecret, SETUP } from './intent-kinds.js'
import { languageOf } from './messages.js'
import { PaymentElement } from './payment-element.js'

const MODES = ['payment', 'setup', 'subscription']

/** What `stripe.elements()` answers: the elements of one payment and how they look. */
export class ElementsGroup extends Emitter {
  #element = null
  #submitted = false

  constructor(key, options, locale) {
    super()
    const { clientSecret, appearance } = options
    if (clientSecret === undefined && !MODES.includes(options.mode)) {
      throw integrationError(`Pass a clientSecret, or a mode (${MODES.join(', ')}), to elements().`)
    }
    const isSetup = clientSecret ? parseClientSecret(clientSecret).kind === SETUP : options.mode === 'setup'
    this.context = {
      key,
      clientSecret,
      appearance,
      language: languageOf(options.locale ?? locale),
      savesCard: isSetup || options.setupFutureUsage === 'off_session',
    }
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
      throw integrationError('elements.submit() must be called before the payment or setup is confirmed.')
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
