import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Api } from '../api'
import { browserScript } from '../browser-script'
import { type ControlAnswer, handleControlRequest } from '../control/handle-control-request'
import { StripeFailure } from '../stripe-error'
import { htmlPage } from './html'
import { indexPage } from './index-page'
import { answerThreeDSecure, threeDSecurePage } from './three-d-secure-page'

/** Nothing is loaded from elsewhere; the only script is the page's own. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; " +
  "base-uri 'none'; frame-ancestors 'none'"

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    // A page that loads its scripts with `crossorigin` may load this one, too.
    ...(type === 'text/javascript' ? { 'access-control-allow-origin': '*' } : {}),
    ...(type === 'text/html' ? { 'content-security-policy': CONTENT_SECURITY_POLICY } : {}),
  })
  response.end(body)
}

/** A program is answered with JSON, a person with the page as it is now. */
async function serveControl(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (request.method === 'GET' && url.pathname === '/_sandbox/page.js') {
    const script = readFileSync(new URL('./page-script.js', import.meta.url), 'utf8')
    send(response, 200, 'text/javascript', script)
    return
  }
  const answer: ControlAnswer = await handleControlRequest(api, request, url)
  if (request.method !== 'POST' || !request.headers.accept?.includes('text/html')) {
    send(response, answer.status, 'application/json', `${JSON.stringify(answer.body, null, 2)}\n`)
  } else if (answer.problem !== undefined) {
    send(response, answer.status, 'text/html', indexPage(api, answer.problem))
  } else {
    // A browser keeps the fragment of the address that it posted to, and so its place on the page.
    response.writeHead(303, { location: '/' }).end()
  }
}

/** Serves everything that is not the API: Stripe.js, the bank's page, the index and a health check. */
export async function servePage(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const bankPage = /^\/3d-secure\/(\w+)$/.exec(url.pathname)?.[1]
  try {
    if (bankPage && request.method === 'POST') {
      const location = await answerThreeDSecure(api, bankPage, url.searchParams, request)
      response.writeHead(303, { location }).end()
    } else if (/^\/_sandbox(\/|$)/.test(url.pathname)) {
      await serveControl(api, request, response, url)
    } else if (!reading) send(response, 405, 'text/plain', 'Method not allowed.\n')
    else if (bankPage) send(response, 200, 'text/html', threeDSecurePage(api, bankPage, url.searchParams))
    else if (['/v3/stripe.js', '/v3', '/v3/', '/stripe.js'].includes(url.pathname)) {
      send(response, 200, 'text/javascript', browserScript())
    } else if (url.pathname === '/') {
      send(response, 200, 'text/html', indexPage(api))
    } else if (url.pathname === '/health') send(response, 200, 'application/json', '{"status":"ok"}\n')
    else send(response, 404, 'text/plain', 'Not found.\n')
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    const page = htmlPage('3-D Secure', '<main class="card"><h1>This link does not work</h1></main>')
    send(response, error.status === 404 ? 404 : 400, 'text/html', page)
  }
}
