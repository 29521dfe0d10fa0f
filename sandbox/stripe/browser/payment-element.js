import { callApi } from './api-client.js'
import { CardForm } from './card-form.js'
import { Emitter } from './emitter.js'
import { integrationError } from './integration-error.js'
import { parseClientSecret } from './intent-kinds.js'
import { localizeError } from './messages.js'
import { applyAppearance, FORM_CSS, rulesCss, styleSheet } from './styles.js'

/** Stripe's Payment Element, with cards only, drawn in the page inside an open shadow root. */
export class PaymentElement extends Emitter {
  #context
  #options
  #host
  #root
  #form
  #rules = styleSheet('')
  #last = ''
  #onDestroy

  constructor(context, options, onDestroy) {
    super()
    this.#context = context
    this.#options = options
    this.#onDestroy = onDestroy
  }

  mount(target) {
    const parent = typeof target === 'string' ? document.querySelector(target) : target
    if (!(parent instanceof Element)) throw integrationError(`There is no element to mount on: ${target}.`)
    if (this.#host?.isConnected) throw integrationError('This Element is already mounted.')
    if (!this.#host) this.#build()
    parent.replaceChildren(this.#host)
    this.emit('loaderstart', { elementType: 'payment' })
    void this.#load()
  }

  unmount() {
    this.#host?.remove()
  }

  destroy() {
    this.unmount()
    this.#host = undefined
    this.#onDestroy()
  }

  update(options) {
    this.#options = { ...this.#options, ...options }
    this.#form?.setDisabled(Boolean(this.#options.readOnly))
    this.#showTerms(this.#context.savesCard)
    return this
  }

  collapse() {
    return this
  }

  focus() {
    this.#form?.focus()
  }

  blur() {
    this.#form?.blur()
  }

  clear() {
    this.#form?.clear()
  }

  /** Takes the group's appearance and language again. */
  refresh() {
    if (!this.#host) return
    applyAppearance(this.#root, this.#context.appearance)
    this.#rules.replaceSync(rulesCss(this.#context.appearance))
    this.#root.lang = this.#context.language
    this.#form.translate(this.#context.language)
  }

  /** Shows what is missing. Returns the first problem, or null. */
  validate() {
    if (!this.#host?.isConnected) {
      throw integrationError('The Payment Element is not mounted, so there is nothing to submit.')
    }
    return this.#form.validate()
  }

  showServerError(error) {
    this.#form?.showServerError(error)
  }

  /** What was typed, as `payment_method_data` of the API; `billing` is what the page adds. */
  paymentMethodData(billing = {}) {
    const defaults = this.#options.defaultValues?.billingDetails ?? {}
    return {
      type: 'card',
      card: this.#form.card,
      billing_details: { ...defaults, ...billing, address: { ...defaults.address, ...billing.address } },
    }
  }

  #build() {
    this.#host = document.createElement('div')
    this.#host.className = '__PrivateStripeElement'
    const shadow = this.#host.attachShadow({ mode: 'open', delegatesFocus: false })
    shadow.adoptedStyleSheets = [styleSheet(FORM_CSS), this.#rules]
    this.#root = document.createElement('div')
    this.#root.className = 'root'
    shadow.append(this.#root)
    this.#form = new CardForm(this.#root, this.#context.language, () => this.#changed())
    this.#root.addEventListener('focusin', (event) => {
      if (!this.#root.contains(event.relatedTarget)) this.emit('focus', { elementType: 'payment' })
    })
    this.#root.addEventListener('focusout', (event) => {
      if (!this.#root.contains(event.relatedTarget)) this.emit('blur', { elementType: 'payment' })
    })
    this.#root.addEventListener('keydown', (event) => this.#key(event))
    this.refresh()
    this.update({})
  }

  /** Who saves a card is told what that means, unless the page says so itself. */
  #showTerms(savesCard) {
    this.#form?.showTerms(savesCard && this.#options.terms?.card !== 'never', this.#options.business?.name)
  }

  #key(event) {
    if (event.key === 'Escape') this.emit('escape', { elementType: 'payment' })
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    // Inputs in a shadow root are outside the page's form, and Enter must still pay.
    event.preventDefault()
    this.#host.closest('form')?.requestSubmit()
  }

  #changed() {
    const state = { empty: this.#form.isEmpty, complete: this.#form.isComplete }
    const key = JSON.stringify(state)
    if (key === this.#last) return
    this.#last = key
    this.emit('change', { elementType: 'payment', ...state, collapsed: false, value: { type: 'card' } })
  }

  async #load() {
    const secret = this.#context.clientSecret
    const error = secret ? await this.#problemOf(secret) : undefined
    // Listeners are attached after `mount` returns, so nothing may be told in the same turn.
    await Promise.resolve()
    if (!this.#host?.isConnected) return
    if (error) {
      this.emit('loaderror', { elementType: 'payment', error: localizeError(error, this.#context.language) })
      return
    }
    this.emit('ready', { elementType: 'payment' })
    this.#changed()
  }

  async #problemOf(secret) {
    const { id, kind } = parseClientSecret(secret)
    const { data, error } = await callApi(this.#context, 'GET', `${kind.path}/${id}`, {
      client_secret: secret,
    })
    if (error || !kind.over.includes(data.status)) {
      if (data?.setup_future_usage === 'off_session') this.#showTerms(true)
      return error
    }
    return {
      type: 'invalid_request_error',
      code: `${kind.object}_unexpected_state`,
      message: `This ${kind.name} is in a terminal state and cannot be used to initialize Elements: ${data.status}.`,
      [kind.object]: data,
    }
  }
}
