import { messagesIn } from './messages.js'
import { applyAppearance, DIALOG_CSS, styleSheet } from './styles.js'

const ZERO_DECIMAL = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
const THREE_DECIMAL = 'BHD JOD KWD OMR TND'

function formatAmount(amountMinor, currency, language) {
  const code = currency.toUpperCase()
  // Stripe's digits are not everywhere those that the browser knows for a currency.
  const digits = ZERO_DECIMAL.includes(code) ? 0 : THREE_DECIMAL.includes(code) ? 3 : 2
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return format.format(amountMinor / 10 ** digits)
}

/**
 * Shows the stand-in for the bank's page, as a modal dialog: the browser keeps the focus inside.
 * Resolves with `succeeded`, or with `failed` for the other button and for Escape.
 */
export function askForAuthentication(intent, { language, appearance }) {
  const texts = messagesIn(language)
  const host = document.createElement('div')
  const shadow = host.attachShadow({ mode: 'open' })
  shadow.adoptedStyleSheets = [styleSheet(DIALOG_CSS)]
  shadow.innerHTML = `<dialog class="root" lang="${language}" aria-labelledby="title" aria-describedby="text">
    <p class="badge">3-D Secure</p>
    <h2 id="title"></h2>
    <p class="amount"></p>
    <p class="text" id="text"></p>
    <div class="actions">
      <button type="button" class="main" autofocus></button>
      <button type="button" class="fail"></button>
    </div>
  </dialog>`
  const dialog = shadow.querySelector('dialog')
  applyAppearance(dialog, appearance)
  const [complete, fail] = shadow.querySelectorAll('button')
  const isSetup = intent.object === 'setup_intent'
  shadow.querySelector('h2').textContent = isSetup ? texts.authTitleSetup : texts.authTitle
  const amount = shadow.querySelector('.amount')
  amount.hidden = isSetup
  if (!isSetup) amount.textContent = formatAmount(intent.amount, intent.currency, language)
  shadow.querySelector('.text').textContent = texts.authText
  complete.textContent = texts.authComplete
  fail.textContent = texts.authFail
  document.body.append(host)
  return new Promise((resolve) => {
    const leave = (outcome) => {
      dialog.close()
      host.remove()
      resolve(outcome)
    }
    complete.addEventListener('click', () => leave('succeeded'))
    fail.addEventListener('click', () => leave('failed'))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      leave('failed')
    })
    dialog.showModal()
  })
}
