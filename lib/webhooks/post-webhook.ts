import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { excerptOf } from './excerpt-of'
import { parseRetryAfter } from './parse-retry-after'
import { isPrivateHost, PrivateNetworkError, publicLookup } from './public-address'

/** How long an attempt may take from the look-up of the name to the end of the answer. */
export const ATTEMPT_TIMEOUT_MS = 15_000

/** So much of an answer is read; the rest never arrives. */
const MAX_ANSWER_BYTES = 4096

/** Why an attempt failed. The words are stored and part of the public API: none is ever renamed. */
export const ATTEMPT_ERRORS = [
  'status',
  'redirect',
  'gone',
  'timeout',
  'private_network',
  'unknown_host',
  'tls',
  'connection',
  'unsigned',
] as const

/** One of the reasons why an attempt failed. */
export type AttemptError = (typeof ATTEMPT_ERRORS)[number]

/** What came of an attempt. */
export type AttemptResult = {
  /** Null: it was taken. */
  error: AttemptError | null
  /** The HTTP status; null if none was answered. */
  status: number | null
  /** The beginning of the answer, or the network's own word for what went wrong. */
  answer: string | null
  durationMs: number
  /** For how long the receiver asks to be left alone. */
  retryAfterMs: number | null
}

/** What is sent, and under which rules. */
export type WebhookRequest = {
  url: string
  headers: Record<string, string>
  body: string
  allowPrivateNetworks: boolean
  timeoutMs?: number
  /** Instead of the system's resolver. */
  lookup?: LookupFunction
}

/**
 * Posts a webhook, and says what came of it; it never throws. Where a name leads is checked when it is connected to,
 * on the very addresses that are connected to: a name that means something else a moment later leads nowhere else.
 * Redirects are not followed. Each attempt has a connection of its own.
 */
export async function postWebhook(request: WebhookRequest): Promise<AttemptResult> {
  const startedAt = performance.now()
  const outcome = await post(request).catch((error: unknown) => toFailure(error))
  return { ...outcome, durationMs: Math.round(performance.now() - startedAt) }
}

type Outcome = Omit<AttemptResult, 'durationMs'>

async function post({ url, headers, body, ...rules }: WebhookRequest): Promise<Outcome> {
  const { protocol, hostname } = new URL(url)
  const { allowPrivateNetworks } = rules
  // An address in figures is not looked up.
  if (!allowPrivateNetworks && isPrivateHost(hostname)) throw new PrivateNetworkError(hostname)
  const lookup = allowPrivateNetworks ? rules.lookup : publicLookup(rules.lookup)
  const client = protocol === 'https:' ? https : http
  const signal = AbortSignal.timeout(rules.timeoutMs ?? ATTEMPT_TIMEOUT_MS)
  return new Promise((resolve, reject) => {
    // Of itself: a connection that has ended in a way which the client tells nobody of is not aborted any more.
    signal.addEventListener('abort', () => reject(signal.reason))
    const sent = client.request(
      url,
      {
        method: 'POST',
        // A pooled connection would be one whose address was checked for another request.
        agent: false,
        signal,
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        ...(lookup && { lookup }),
      },
      (response) => readAnswer(response).then(resolve, reject),
    )
    sent.on('error', reject)
    // One that would talk another protocol has not taken it. Nothing else tells of such an answer.
    sent.on('upgrade', ({ statusCode: status = 101 }, socket) => {
      socket.destroy()
      resolve({ error: 'status', status, answer: null, retryAfterMs: null })
    })
    sent.end(body)
  })
}

/** Reads the beginning of an answer and hangs up: what a receiver says beyond it is its own business. */
async function readAnswer(response: http.IncomingMessage): Promise<Outcome> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MAX_ANSWER_BYTES) break
  }
  response.destroy()
  const status = response.statusCode ?? 0
  return {
    error: errorOf(status),
    status,
    answer: excerptOf(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES)),
    retryAfterMs: parseRetryAfter(response.headers['retry-after']),
  }
}

function errorOf(status: number): AttemptError | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirect'
  return status === 410 ? 'gone' : 'status'
}

function toFailure(thrown: unknown): Outcome {
  const error = thrown as Error & { code?: string | number }
  const code = typeof error.code === 'string' && error.code !== 'ABORT_ERR' ? error.code : ''
  return { error: reasonOf(error, code), status: null, answer: code === '' ? null : code, retryAfterMs: null }
}

function reasonOf(error: Error, code: string): AttemptError {
  const isTimeout = (error.cause as Error | undefined)?.name === 'TimeoutError'
  if (isTimeout || error.name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout'
  if (error instanceof PrivateNetworkError) return 'private_network'
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'unknown_host'
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code) ? 'tls' : 'connection'
}
