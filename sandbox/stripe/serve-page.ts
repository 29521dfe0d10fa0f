import type { IncomingMessage, ServerResponse } from 'node:http'
import { browserScript } from './browser-script'
import type { Api } from './handle-api-request'
import { htmlPage } from './html'
import { indexPage } from './index-page'
import { StripeFailure } from './stripe-error'
import { answerThreeDSecure, threeDSecurePage } from './three-d-secure-page'

/** No script runs on these pages, and nothing is loaded from elsewhere. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

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
    } else if (!reading) send(response, 405, 'text/plain', 'Method not allowed.\n')
    else if (bankPage) send(response, 200, 'text/html', threeDSecurePage(api, bankPage, url.searchParams))
    else if (['/v3/stripe.js', '/v3', '/v3/', '/stripe.js'].includes(url.pathname)) {
      send(response, 200, 'text/javascript', browserScript())
    } else if (url.pathname === '/') {
      send(response, 200, 'text/html', indexPage(api.store, api.keys.publishableKey))
    } else if (url.pathname === '/health') send(response, 200, 'application/json', '{"status":"ok"}\n')
    else send(response, 404, 'text/plain', 'Not found.\n')
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    const page = htmlPage('3-D Secure', '<main class="card"><h1>This link does not work</h1></main>')
    send(response, error.status === 404 ? 404 : 400, 'text/html', page)
  }
}
