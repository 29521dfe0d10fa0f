import { AppError } from '../errors'
import { parseJson } from './parse-json'

/** The largest body that is read: 64 KiB. */
const MAX_BODY_BYTES = 64 * 1024

/**
 * Reads a request's JSON body.
 * @param options `mayBeEmpty`: nothing sent is read as an empty object.
 * @throws AppError `unsupported_media_type`, `payload_too_large`, `invalid_json`, or as `parseJson`.
 */
export async function readJsonBody(request: Request, { mayBeEmpty = false } = {}): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  const isJson = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type.trim())
  const text = isJson || mayBeEmpty ? await readText(request) : ''
  if (mayBeEmpty && text === '') return {}
  if (!isJson) {
    throw new AppError(
      'unsupported_media_type',
      'Send the body as JSON, with Content-Type: application/json.',
    )
  }
  return parseJson(text)
}

/**
 * Reads a request's body as text, whatever it is, and no more of it than is allowed: it is counted as it comes in,
 * since a Content-Length can be missing or wrong.
 * @throws AppError `payload_too_large`; `invalid_json` if it is not UTF-8; `invalid_request` if it breaks off.
 */
export async function readText(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const body = await readBytes(request, maxBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw new AppError('invalid_json', 'The body is not UTF-8 text.', { cause })
  }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null
  try {
    for await (const chunk of body ?? []) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    // The caller hung up, which is no fault of ours to be logged.
    throw new AppError('invalid_request', 'The body was not sent to its end.', { cause })
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('payload_too_large', `The body may have at most ${maxBytes / 1024} KiB.`)
}
