import { brandIcon } from './brand-icons.js'
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

const FIELDS = [
  { name: 'number', autocomplete: 'cc-number', maxLength: 23 },
  { name: 'expiry', autocomplete: 'cc-exp', maxLength: 9 },
  { name: 'cvc', autocomplete: 'cc-csc', maxLength: 4 },
]

const TEST_CARDS = [
  { label: 'cardSuccess', number: '4242424242424242' },
  { label: 'cardDeclined', number: '4000000000000002' },
  { label: 'cardFunds', number: '4000000000009995' },
  { label: 'card3ds', number: '4000002760003184' },
]

/** Server errors that belong to one field. */
const FIELD_OF_PARAM = { number: 'number', exp_month: 'expiry', exp_year: 'expiry', cvc: 'cvc' }

function fieldMarkup({ name, autocomplete, maxLength }) {
  const brand = name === 'number' ? '<span class="Brand"></span>' : ''
  return `<div class="Field" data-field="${name}">
    <label class="Label" for="${name}"></label>
    <div class="Wrap">
      <input class="Input" id="${name}" name="${name}" type="text" inputmode="numeric" autocomplete="${autocomplete}"
        maxlength="${maxLength}" spellcheck="false" required aria-invalid="false" aria-describedby="${name}-error">${brand}
    </div>
    <p class="Error" id="${name}-error" aria-live="polite" hidden></p>
  </div>`
}

/** The fields of a card: they format what is typed, say what is wrong with it, and tell `onChange`. */
export class CardForm {
  #root
  #inputs = {}
  #texts
  #errors = {}
  #onChange
  #previousExpiry = ''

  constructor(root, language, onChange) {
    this.#root = root
    this.#onChange = onChange
    root.innerHTML = `<div class="grid">${FIELDS.map(fieldMarkup).join('')}</div>
      <div class="Sandbox" role="group" aria-labelledby="hint"><p id="hint"></p><div class="Cards"></div></div>`
    for (const { name } of FIELDS) {
      const input = root.querySelector(`#${name}`)
      this.#inputs[name] = input
      input.addEventListener('input', (event) => this.#typed(name, event))
      input.addEventListener('blur', () => this.#left(name))
    }
    for (const card of TEST_CARDS) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'Card'
      button.dataset.label = card.label
      button.addEventListener('click', () => this.fill(card.number))
      root.querySelector('.Cards').append(button)
    }
    this.translate(language)
    this.#showBrand()
  }

  /** Writes all texts in another language and keeps what was typed. */
  translate(language) {
    this.#texts = messagesIn(language)
    for (const { name } of FIELDS) {
      this.#root.querySelector(`label[for="${name}"]`).textContent = this.#texts[name]
    }
    this.#inputs.number.placeholder = '1234 1234 1234 1234'
    this.#inputs.expiry.placeholder = this.#texts.expiryPlaceholder
    this.#inputs.cvc.placeholder = 'CVC'
    this.#root.querySelector('#hint').textContent = this.#texts.hint
    for (const button of this.#root.querySelectorAll('.Card')) {
      button.textContent = this.#texts[button.dataset.label]
    }
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
    if (this.#inputs[name].value !== '') this.#show(name, this.#problem(name))
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
