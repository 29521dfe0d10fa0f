import { type Asked, urlOf } from './call.js'
import { errorOf, HourglassError } from './error.js'
import { pause, waitBefore } from './retry.js'

/** How calls are sent, once for all. */
export type Transport = {
  /** The API's root, without a slash at the end. */
  root: string
  apiKey: string | (() => string | Promise<string>) | undefined
  fetch: typeof globalThis.fetch
  maxRetries: number
  timeoutMs: number
}

/** Makes a call, again and again while that may help. @returns the parsed answer, or the whole of it for a file. */
export async function send(transport: Transport, asked: Asked): Promise<unknown> {
  const { call, options } = asked
  const url = urlOf(transport.root, asked)
  const body = call.input === 'body' && asked.input !== undefined ? { body: JSON.stringify(asked.input) } : {}
  // One key for all attempts: whichever of them arrives, the effect comes about once.
  const key = call.method === 'GET' ? undefined : (options.idempotencyKey ?? crypto.randomUUID())
  const maxRetries = options.maxRetries ?? transport.maxRetries
  for (let attempt = 1; ; attempt += 1) {
    options.signal?.throwIfAborted()
    const headers = await headersOf(transport, asked, key)
    try {
      return await attemptOnce(transport, asked, url, { method: call.method, headers, ...body })
    } catch (error) {
      const wait =
        error instanceof HourglassError && attempt <= maxRetries ? waitBefore(error, attempt) : undefined
      if (wait === undefined) throw error
      await pause(wait, options.signal)
    }
  }
}

/** Made for each attempt: a token may have been renewed meanwhile. */
async function headersOf({ apiKey }: Transport, asked: Asked, key: string | undefined): Promise<Headers> {
  const headers = new Headers({ Accept: asked.accept ?? 'application/json' })
  const credential = typeof apiKey === 'function' ? await apiKey() : apiKey
  if (credential !== undefined) headers.set('Authorization', `Bearer ${credential}`)
  if (key !== undefined) headers.set('Idempotency-Key', key)
  if (asked.call.input === 'body' && asked.input !== undefined)
    headers.set('Content-Type', 'application/json')
  return headers
}

async function attemptOnce(
  transport: Transport,
  asked: Asked,
  url: string,
  init: RequestInit,
): Promise<unknown> {
  const { signal } = asked.options
  const tooLong = new AbortController()
  const timeoutMs = asked.options.timeoutMs ?? transport.timeoutMs
  const timer = setTimeout(() => tooLong.abort(), timeoutMs)
  const signals = signal ? [signal, tooLong.signal] : [tooLong.signal]
  try {
    // A redirect could turn a POST into a GET, or lead the key elsewhere.
    const response = await transport.fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.any(signals),
    })
    if (!response.ok) throw await errorOf(response)
    // A file may take its time once it has begun.
    return asked.call.kind === 'file' ? response : await readJson(response)
  } catch (error) {
    if (error instanceof HourglassError) throw error
    signal?.throwIfAborted()
    if (tooLong.signal.aborted) {
      throw new HourglassError({
        code: 'timeout',
        detail: `No answer came within ${timeoutMs} ms.`,
        cause: error,
      })
    }
    throw new HourglassError({
      code: 'network_error',
      detail: 'The server could not be reached.',
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HourglassError({
      code: 'unexpected_answer',
      detail: `The server answered with status ${response.status}, but not with JSON.`,
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      cause: error,
    })
  }
}
