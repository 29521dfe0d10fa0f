import { AppError } from '../errors'
import { formatMinor } from '../money'
import { type Answer, refusal } from './answer'

/**
 * The 402 of a wallet that does not hold enough, with what it does hold. An answer, not an exception: what was
 * settled on the way to it stays.
 */
export function insufficientFunds(availableMinor: bigint, currency: string, requestId: string): Answer {
  const available = formatMinor(availableMinor, currency)
  const error = new AppError('insufficient_funds', `Only ${available} ${currency} is available.`, {
    extra: { available, currency },
  })
  return refusal(error, requestId)
}
