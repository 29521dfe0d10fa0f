import { AppError } from '../errors'
import { type Answer, refusal } from './answer'

/** The 404 of a subscription that was stopped for good. An answer, not an exception: what was settled on the way stays. */
export function stoppedSubscription(requestId: string): Answer {
  return refusal(new AppError('not_found', 'This subscription was stopped; start a new one.'), requestId)
}
