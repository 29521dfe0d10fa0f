import { describeAmount } from './currencies'
import { escapeHtml, htmlPage } from './html'
import type { Store } from './store'

const ROWS = 25

function table(headings: string[], rows: string[]): string {
  if (rows.length === 0) return '<p>None yet.</p>'
  const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('')
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`
}

function time(milliseconds: number | null): string {
  return milliseconds === null ? '–' : new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 19)
}

function row(...cells: unknown[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
}

/** What the sandbox is and what happened in it lately. */
export function indexPage(store: Store, publishableKey: string): string {
  const intents = store
    .all('payment_intent')
    .slice(-ROWS)
    .reverse()
    .map((intent) =>
      row(
        time(intent.created * 1000),
        intent.id,
        describeAmount(intent.amount, intent.currency),
        intent.status,
        intent.description,
      ),
    )
  const deliveries = store
    .all('delivery')
    .slice(-ROWS)
    .reverse()
    .map((delivery) => {
      const state = delivery.delivered
        ? 'delivered'
        : delivery.attempts === 0
          ? 'sending'
          : 'waiting to retry'
      const { attempts, lastAnswer, lastAttemptAt } = delivery
      return row(
        time(lastAttemptAt),
        store.peek('event', delivery.id)?.type,
        state,
        attempts,
        lastAnswer,
        delivery.id,
      )
    })
  return htmlPage(
    'Stripe sandbox',
    `<h1>Stripe sandbox</h1>
<p>A local stand-in for Stripe. It answers Stripe's API under <code>/v1</code>, serves
<a href="/v3/stripe.js">Stripe.js</a> for the checkout (publishable key <code>${escapeHtml(publishableKey)}</code>)
and posts signed webhooks. No real card is ever charged; card numbers are not kept.</p>
<h2>Payment intents</h2>
${table(['Created (UTC)', 'Id', 'Amount', 'Status', 'Description'], intents)}
<h2>Webhooks</h2>
${table(['Last attempt (UTC)', 'Event', 'State', 'Attempts', 'Answer', 'Id'], deliveries)}`,
  )
}
