import type { IncomingMessage } from 'node:http'
import { invalidRequest, StripeFailure } from './stripe-error'

const MAX_BODY_BYTES = 1_048_576
const FORM = 'application/x-www-form-urlencoded'

/**
 * Reads a request's body as UTF-8 text.
 * @throws StripeFailure 413 above 1 MiB, 400 when it is not UTF-8
 */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) {
      throw new StripeFailure(413, { type: 'invalid_request_error', message: 'Request body is too large.' })
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw invalidRequest('Invalid request: the body is not UTF-8.')
  }
}

/** What a request says its body is. */
export function typeOfBody(request: IncomingMessage): string {
  const [type = ''] = (request.headers['content-type'] ?? FORM).split(';')
  return type.trim().toLowerCase()
}

/**
 * Reads a form-encoded body.
 * @throws StripeFailure 413 above 1 MiB, 400 when it is something else
 */
export async function readFormBody(request: IncomingMessage): Promise<string> {
  const text = await readText(request)
  if (text === '' || typeOfBody(request) === FORM) return text
  throw invalidRequest(`Invalid request (check that your POST content type is ${FORM}).`)
}
