import type { IncomingMessage } from 'node:http'
import type { Api } from '../api'
import { authenticateKey, requireSecretKey } from '../authenticate-key'
import { StripeFailure } from '../stripe-error'

/**
 * Whoever changes something here has the secret key, or is the sandbox's own page: no other page that the
 * browser has open may press its buttons.
 * @throws StripeFailure 401
 */
export function authorizeControl(api: Api, request: IncomingMessage): void {
  if (request.method === 'GET' || isOwnPage(request)) return
  const header = request.headers.authorization
  if (header === undefined) {
    throw new StripeFailure(401, {
      type: 'invalid_request_error',
      message: "Send the secret key ('Authorization: Bearer sk_test_…'), or use the sandbox's own page.",
    })
  }
  requireSecretKey(authenticateKey(header, undefined, api.keys))
}

function isOwnPage({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
