import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isOfOrigins } from '@/lib/origins'

/**
 * Holds the address that a payer is sent back to to those that this installation allows, if it names any: whoever has a
 * key could otherwise lead payers who trust this page anywhere.
 * @throws AppError `invalid_request`.
 */
export function checkReturnUrl(address: string, origins = env().RETURN_URL_ORIGINS): void {
  if (origins === undefined || isOfOrigins(address, origins)) return
  throw new AppError('invalid_request', 'Payers may not be sent back to this address.', {
    field: 'return_url',
  })
}
