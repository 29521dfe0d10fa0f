import { afterPress } from './after-press.js'
import { brandIcon } from './brand-icons.js'
import { buildCardForm, FIELDS, translateCardForm } from './card-form-markup.js'
import {
  brandRule,
  cvcLength,
  cvcProblem,
  expiryProblem,
  formatExpiry,
  groupNumber,
  numberProblem,
} from './card-rules.js'
import { messagesIn } from './messages.js'

/** Server errors that belong to one field. */
const FIELD_OF_PARAM = { number: 'number', exp_month: 'expiry', exp_year: 'expiry', cvc: 'cvc' }

/** The fields of a card: they format what is typed, say what is wrong with it, and tell `onChange`. */
export class CardForm {
  #root
  #inputs = {}
  #texts
  #errors = {}
  #onChange
  #previousExpiry = ''
  #business

  constructor(root, language, onChange) {
    this.#root = root
    this.#onChange = onChange
    buildCardForm(root, (number) => this.fill(number))
    for (const { name } of FIELDS) {
      const input = root.querySelector(`#${name}`)
      this.#inputs[name] = input
      input.addEventListener('input', (event) => this.#typed(name, event))
      input.addEventListener('blur', () => this.#left(name))
    }
    this.translate(language)
    this.#showBrand()
  }

  /** Writes all texts in another language and keeps what was typed. */
  translate(language) {
    this.#texts = messagesIn(language)
    translateCardForm(this.#root, this.#texts)
    this.#root.querySelector('.Terms').textContent = this.#texts.terms(this.#business)
    for (const [name, code] of Object.entries(this.#errors)) {
      if (code && this.#texts[code]) this.#show(name, code)
    }
  }

  /** Writes a test card into the fields, with a date that is far away. */
  fill(number) {
    this.#inputs.number.value = groupNumber(number)
    this.#inputs.expiry.value = '12 / 34'
    this.#inputs.cvc.value = '123'
    this.#previousExpiry = '12 / 34'
    for (const { name } of FIELDS) this.#show(name, null)
    this.#showBrand()
    this.#onChange()
  }

  clear() {
    for (const { name } of FIELDS) {
      this.#inputs[name].value = ''
      this.#show(name, null)
    }
    this.#previousExpiry = ''
    this.#showBrand()
    this.#onChange()
  }

  focus() {
    this.#inputs.number.focus()
  }

  blur() {
    for (const { name } of FIELDS) this.#inputs[name].blur()
  }

  setDisabled(isDisabled) {
    for (const control of this.#root.querySelectorAll('input, button')) control.disabled = isDisabled
  }

  get isEmpty() {
    return FIELDS.every(({ name }) => this.#inputs[name].value === '')
  }

  get isComplete() {
    return FIELDS.every(({ name }) => this.#problem(name) === null)
  }

  /** Shows, or hides, what saving the card means. */
  showTerms(isShown, business) {
    this.#business = business
    const terms = this.#root.querySelector('.Terms')
    terms.hidden = !isShown
    terms.textContent = this.#texts.terms(business)
  }

  /** The card as the API takes it. */
  get card() {
    const expiry = this.#digits('expiry')
    return {
      number: this.#digits('number'),
      exp_month: Number(expiry.slice(0, 2)),
      exp_year: 2000 + Number(expiry.slice(2)),
      cvc: this.#digits('cvc'),
    }
  }

  /** Shows what is wrong in every field. Returns the first problem, and puts the focus there, or null. */
  validate() {
    let first = null
    for (const { name } of FIELDS) {
      const code = this.#problem(name)
      this.#show(name, code)
      if (code && !first) first = { name, code }
    }
    if (!first) return null
    this.#inputs[first.name].focus()
    return { type: 'validation_error', code: first.code, message: this.#texts[first.code] }
  }

  /** Shows an error of the server at its field, where it has one. */
  showServerError(error) {
    const name = FIELD_OF_PARAM[error.param]
    if (name) this.#show(name, error.code, error.message)
  }

  #digits(name) {
    return this.#inputs[name].value.replace(/\D/g, '')
  }

  #problem(name) {
    if (name === 'number') return numberProblem(this.#digits('number'))
    if (name === 'expiry') return expiryProblem(this.#inputs.expiry.value)
    return cvcProblem(this.#digits('cvc'), this.#digits('number'))
  }

  #show(name, code, message = code && this.#texts[code]) {
    this.#errors[name] = code
    const error = this.#root.querySelector(`#${name}-error`)
    error.textContent = message ?? ''
    error.hidden = !message
    this.#inputs[name].setAttribute('aria-invalid', String(Boolean(code)))
  }

  #left(name) {
    // An error moves what is below it. Shown while the pay button is being pressed, it would take the
    // button away from under the pointer and the click would be lost.
    afterPress(() => {
      const input = this.#inputs[name]
      const isBack = this.#root.getRootNode().activeElement === input
      if (input.value !== '' && !isBack) this.#show(name, this.#problem(name))
    })
  }

  #typed(name, event) {
    const input = this.#inputs[name]
    const wasAtEnd = input.selectionStart === input.value.length
    const isDeleting = event.inputType?.startsWith('delete') ?? false
    if (name === 'number') this.#formatNumber(input)
    else if (name === 'expiry') {
      input.value = formatExpiry(input.value, isDeleting && this.#previousExpiry.endsWith('/ '))
      this.#previousExpiry = input.value
    } else input.value = this.#digits('cvc').slice(0, cvcLength(this.#digits('number')))
    const code = this.#problem(name)
    const isWhole = code !== null && !code.startsWith('incomplete')
    this.#show(name, isWhole ? code : null)
    if (code === null && wasAtEnd && !isDeleting && event.isTrusted) this.#advance(name)
    this.#onChange()
  }

  /** Groups the digits, and keeps the caret behind the digit it was behind. */
  #formatNumber(input) {
    const before = input.value.slice(0, input.selectionStart).replace(/\D/g, '').length
    input.value = groupNumber(this.#digits('number'))
    let caret = 0
    for (let seen = 0; caret < input.value.length && seen < before; caret++) {
      if (input.value[caret] !== ' ') seen++
    }
    if (this.#root.getRootNode().activeElement === input) input.setSelectionRange(caret, caret)
    this.#showBrand()
  }

  /** A field that is full hands the focus on, so that a card is typed in one go. */
  #advance(name) {
    const next = FIELDS[FIELDS.findIndex((field) => field.name === name) + 1]
    const input = next && this.#inputs[next.name]
    if (input?.value === '') input.focus()
  }

  #showBrand() {
    const { brand } = brandRule(this.#digits('number'))
    const slot = this.#root.querySelector('.Brand')
    if (slot.dataset.brand === brand) return
    slot.dataset.brand = brand
    slot.innerHTML = brandIcon(brand)
  }
}
