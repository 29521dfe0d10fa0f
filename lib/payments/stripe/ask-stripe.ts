import Stripe from 'stripe'
import { AppError } from '@/lib/errors'

/** Something answered that is not Stripe, or not about what was asked: a 404 of something in between can pass as an answer. */
export class ForeignAnswer extends Error {}

/** Nobody can tell now what Stripe says. @param outlook a sentence on what that means for whoever asked. */
export function providerUnavailable(cause?: unknown, outlook?: string): AppError {
  const message = ['The card processor cannot be reached just now.', outlook].filter(Boolean).join(' ')
  return new AppError('provider_unavailable', message, { cause, retryAfterSeconds: 15 })
}

/**
 * Does what needs an answer of Stripe, for somebody who waits for it: that there is none is then told in our own words.
 * Whatever else goes wrong is told as it is.
 * @throws AppError `provider_unavailable` if Stripe cannot be asked.
 */
export async function askStripe<T>(ask: () => Promise<T>, outlook?: string): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const isNoAnswer = error instanceof Stripe.errors.StripeError || error instanceof ForeignAnswer
    throw isNoAnswer ? providerUnavailable(error, outlook) : error
  }
}
