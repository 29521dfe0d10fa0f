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
 * @throws AppError `payload_too_large`; `invalid_json` if it is not UTF-8.
 */
export async function readText(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (cause) {
    throw new AppError('invalid_json', 'The body is not UTF-8 text.', { cause })
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('payload_too_large', `The body may have at most ${maxBytes / 1024} KiB.`)
}
