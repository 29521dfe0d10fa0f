import type { EventType, OfEachType } from './event.js'
import type { WebhookPayloadOfAnyType } from './schema.js'

/** What a webhook tells. Types are only ever added: have a default for those that you do not know. */
export type WebhookEvent<T extends EventType = EventType> = OfEachType<WebhookPayloadOfAnyType, T>

/** Why a webhook was not believed. */
export type WebhookFault =
  | 'header_missing'
  | 'timestamp_malformed'
  | 'too_old'
  | 'too_new'
  | 'signature_wrong'
  | 'no_event'

/** A webhook that was not believed: answer with 400, and do nothing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'

  constructor(
    readonly fault: WebhookFault,
    message: string,
  ) {
    super(message)
  }
}

/** Headers as `fetch` has them, or as Node's `request.headers` has them. */
export type WebhookHeaders = Headers | { [name: string]: string | string[] | undefined }

const TOLERANCE_SECONDS = 300

/**
 * Reads a webhook, if it was signed with your endpoint's secret just now (Standard Webhooks).
 * @param payload the body as it came, before any parsing: other spaces would be another signature.
 * @param secret `whsec_…` of the endpoint; several while you change over.
 * @param options `toleranceSeconds`: how far the sender's clock may be from ours (300).
 * @throws WebhookVerificationError that says in `fault` what was wrong.
 */
export async function verifyWebhook(
  payload: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { toleranceSeconds = TOLERANCE_SECONDS }: { toleranceSeconds?: number } = {},
): Promise<WebhookEvent> {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  checkTimestamp(timestamp, toleranceSeconds)
  const body = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload
  const signed = concat(new TextEncoder().encode(`${id}.${timestamp}.`), body)
  const isOurs = await isSignedByAny([secret].flat(), signatures.split(' '), signed)
  if (!isOurs) throw new WebhookVerificationError('signature_wrong', 'No signature is by this secret.')
  return readEvent(body)
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1]
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookVerificationError('header_missing', `The header ${name} is missing.`)
}

function checkTimestamp(timestamp: string, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('timestamp_malformed', 'The timestamp is not a number of seconds.')
  }
  const ageSeconds = Date.now() / 1000 - Number(timestamp)
  if (ageSeconds > toleranceSeconds)
    throw new WebhookVerificationError('too_old', 'It was sent too long ago.')
  if (ageSeconds < -toleranceSeconds)
    throw new WebhookVerificationError('too_new', 'It was sent in the future.')
}

/** `verify` compares in constant time: how much of a signature was right shows in nothing. */
async function isSignedByAny(secrets: string[], signatures: string[], signed: Bytes): Promise<boolean> {
  const sent = signatures.flatMap((signature) => {
    const [version, base64] = signature.split(',')
    const bytes = version === 'v1' && base64 ? decode(base64) : undefined
    return bytes ? [bytes] : []
  })
  for (const secret of secrets) {
    const key = await keyOf(secret)
    for (const signature of sent) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true
    }
  }
  return false
}

/** @throws TypeError for a secret that is none: a mistake of the receiver's, not of the sender's. */
function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = decode(secret.replace(/^whsec_/, ''))
  if (!bytes || bytes.length === 0)
    throw new TypeError('The secret of a webhook endpoint looks like whsec_….')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function readEvent(body: Uint8Array): WebhookEvent {
  try {
    const event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as WebhookEvent | null
    if (typeof event?.type === 'string') return event
  } catch {
    // Said below, as for JSON that is no event.
  }
  throw new WebhookVerificationError('no_event', 'The body is not an event.')
}

type Bytes = Uint8Array<ArrayBuffer>

function decode(base64: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function concat(first: Uint8Array, second: Uint8Array): Bytes {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}
