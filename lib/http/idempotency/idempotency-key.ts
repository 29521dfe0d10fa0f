import { AppError } from '@/lib/errors'

/** The header as its draft standard spells it, and as YooKassa's clients send it. */
const HEADERS = ['Idempotency-Key', 'Idempotence-Key'] as const

/**
 * The key a caller sent along, or undefined.
 * @throws AppError `invalid_request` for one that is not 1 to 255 visible ASCII characters, or two that differ.
 */
export function readIdempotencyKey(request: Request): string | undefined {
  const sent = HEADERS.flatMap((header) => {
    const key = request.headers.get(header)
    return key === null ? [] : [{ header, key }]
  })
  for (const { header, key } of sent) {
    if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
      throw new AppError('invalid_request', 'The key is 1 to 255 visible ASCII characters, without spaces.', {
        field: header,
      })
    }
  }
  if (new Set(sent.map(({ key }) => key)).size > 1) {
    throw new AppError('invalid_request', 'Both spellings of the header were sent, with different keys.', {
      field: 'Idempotency-Key',
    })
  }
  return sent[0]?.key
}
