/** The fields of the form, in the order in which they are filled in. */
export const FIELDS = [
  { name: 'number', autocomplete: 'cc-number', maxLength: 23 },
  { name: 'expiry', autocomplete: 'cc-exp', maxLength: 9 },
  { name: 'cvc', autocomplete: 'cc-csc', maxLength: 4 },
]

/** The test cards on offer, by the text on their button. */
const TEST_CARDS = [
  { label: 'cardSuccess', number: '4242424242424242' },
  { label: 'cardDeclined', number: '4000000000000002' },
  { label: 'cardFunds', number: '4000000000009995' },
  { label: 'card3ds', number: '4000002760003184' },
]

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

/** Builds the form into `root`; `onCard` is told the number of a test card that is asked for. */
export function buildCardForm(root, onCard) {
  root.innerHTML = `<div class="grid">${FIELDS.map(fieldMarkup).join('')}</div>
    <p class="Terms" hidden></p>
    <div class="Sandbox" role="group" aria-labelledby="hint"><p id="hint"></p><div class="Cards"></div></div>`
  for (const card of TEST_CARDS) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'Card'
    button.dataset.label = card.label
    button.addEventListener('click', () => onCard(card.number))
    root.querySelector('.Cards').append(button)
  }
}

/** Writes the texts of the form in a language. */
export function translateCardForm(root, texts) {
  for (const { name } of FIELDS) {
    root.querySelector(`label[for="${name}"]`).textContent = texts[name]
    root.querySelector(`#${name}`).placeholder = texts[`${name}Placeholder`]
  }
  root.querySelector('#hint').textContent = texts.hint
  for (const button of root.querySelectorAll('.Card')) button.textContent = texts[button.dataset.label]
}
