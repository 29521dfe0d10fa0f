import type { Api } from '../api'
import { pendingFaults } from '../faults'
import { sumBalance } from '../resources/balance'
import { SWITCHED_OFF, webhookSwitches } from '../webhook-switches'
import { cardsSection } from './cards-section'
import { button, choice, form, money } from './elements'
import { eventsSection } from './events-section'
import { faultsSection } from './faults-section'
import { escapeHtml, htmlPage } from './html'
import { PAGE_STYLE } from './page-style'
import { paymentsSection } from './payments-section'
import { webhooksSection } from './webhooks-section'

const BANK_DELAYS = [
  ['0', 'at once'],
  ['1500', 'after 1.5 seconds'],
  ['10000', 'after 10 seconds'],
  ['60000', 'after a minute'],
  ['86400000', 'when you press a button'],
] as const

const SECTIONS = ['Payments', 'Webhooks', 'Faults', 'Banks', 'Cards', 'Events']

/** What is switched on, so that nobody looks for a fault that they made themselves. */
function banner({ store }: Api): string {
  const switches = webhookSwitches(store)
  const faults = pendingFaults(store).reduce((sum, { left }) => sum + left, 0)
  const on = [
    switches.paused && 'webhooks are paused',
    switches.lose > 0 && 'webhooks are lost',
    switches.delayMs > 0 && 'webhooks are late',
    switches.copies > SWITCHED_OFF.copies && 'webhooks come several times',
    switches.reorder && 'webhooks come in the wrong order',
    faults > 0 && `${faults === 1 ? 'a call' : `${faults} calls`} of the API will go wrong`,
  ].filter(Boolean)
  if (on.length === 0) return ''
  const reset = button('/reset', 'top', 'Reset all')
  return `<div class="banner" role="status"><span>Switched on: ${escapeHtml(on.join(', '))}.</span>${reset}</div>`
}

/**
 * The sandbox as a person plays with it.
 * @param problem why the button that was just pressed did nothing
 */
export function indexPage(api: Api, problem?: string): string {
  const balance = sumBalance(api.store.all('balance_transaction'))
    .map(({ amount, currency }) => `<b>${escapeHtml(money(amount, currency))}</b>`)
    .join(', ')
  const bankMs = api.store.peek('bank_switches', 'bank')?.decidesAfterMs ?? api.lateOutcomeMs
  const bank = form(
    '/bank',
    'top',
    `${choice('decides_after_ms', 'What is undecided is settled', BANK_DELAYS, String(bankMs))}<button>Apply</button>`,
    'fields',
  )
  const links = SECTIONS.map((name) => `<a href="#${name.toLowerCase()}">${name}</a>`).join('')
  return htmlPage(
    'Stripe sandbox',
    `<main id="top"><h1>Stripe sandbox</h1>
<p>A local stand-in for Stripe. It answers Stripe's API under <code>/v1</code>, serves
<a href="/v3/stripe.js">Stripe.js</a> for the checkout (publishable key <code>${escapeHtml(api.keys.publishableKey)}</code>)
and posts signed webhooks. No real card is ever charged; card numbers are not kept.</p>
${problem ? `<div class="problem" role="alert">${escapeHtml(problem)}</div>` : ''}
${banner(api)}
<nav aria-label="On this page">${links}</nav>
<p>Balance at Stripe: ${balance || 'nothing yet'}.</p>
<div class="columns"><div>${paymentsSection(api.store)}</div>
<div>${webhooksSection(api)}${faultsSection(api)}
<section id="banks" aria-labelledby="banks-title"><h2 id="banks-title">Banks</h2>${bank}</section>
${cardsSection(api.store)}</div></div>
${eventsSection(api.store)}</main>`,
    { style: PAGE_STYLE, script: '/_sandbox/page.js' },
  )
}
