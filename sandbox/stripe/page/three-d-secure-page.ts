import type { IncomingMessage } from 'node:http'
import type { Api } from '../api'
import { describeAmount } from '../currencies'
import { finishWork } from '../finish-work'
import { parseForm } from '../form-body'
import { makeId } from '../make-id'
import { readFormBody } from '../read-body'
import { authenticatePayment } from '../resources/authenticate-payment'
import { authenticateSetup } from '../resources/authenticate-setup'
import { findPaymentIntent } from '../resources/payment-intent-record'
import { findSetupIntent } from '../resources/setup-intent-record'
import type { Changes } from '../store'
import { Work } from '../work'
import { escapeHtml, htmlPage } from './html'

function findIntent(changes: Changes, id: string, query: URLSearchParams) {
  const find = id.startsWith('seti_') ? findSetupIntent : findPaymentIntent
  return find(changes, id, 'publishable', query.get('client_secret') ?? '')
}

/** The bank's page, for a payer who was sent there by address. */
export function threeDSecurePage(api: Api, id: string, query: URLSearchParams): string {
  const intent = findIntent(api.store.begin(), id, query)
  if (intent.status !== 'requires_action') {
    return htmlPage(
      '3-D Secure',
      '<main class="card"><h1>Nothing to confirm</h1><p>This step is over.</p></main>',
    )
  }
  const question =
    intent.object === 'setup_intent'
      ? 'whether you want to save this card'
      : `whether you make this payment of ${escapeHtml(describeAmount(intent.amount, intent.currency))}`
  return htmlPage(
    '3-D Secure',
    `<main class="card"><h1>3-D Secure test page</h1>
<p>Your bank asks ${question}. This is the sandbox: choose what the bank answers.</p>
<form method="post">
<button class="main" name="outcome" value="succeeded">Complete authentication</button>
<button name="outcome" value="failed">Fail authentication</button>
</form></main>`,
  )
}

/**
 * Takes the payer's choice.
 * @returns where to send the payer next
 */
export async function answerThreeDSecure(
  api: Api,
  id: string,
  query: URLSearchParams,
  request: IncomingMessage,
): Promise<string> {
  const { outcome } = parseForm(await readFormBody(request))
  const work = new Work(api.store.begin(), { id: makeId('req'), idempotencyKey: null }, api)
  const intent = findIntent(work.changes, id, query)
  const returnUrl = intent.next_action?.redirect_to_url?.return_url ?? `${api.baseUrl}/`
  const result = outcome === 'succeeded' ? 'succeeded' : 'failed'
  if (intent.object === 'setup_intent') authenticateSetup(work, intent, result)
  else authenticatePayment(work, intent, result)
  await finishWork(api, work)
  const url = new URL(returnUrl)
  url.searchParams.set(intent.object, intent.id)
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '')
  url.searchParams.set(
    'redirect_status',
    intent.status === 'requires_payment_method' ? 'failed' : 'succeeded',
  )
  return url.href
}
