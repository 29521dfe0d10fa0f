import type { ErrorBody } from './stripe-error'

/** Why a bank turned a card down: `code`, the finer `decline_code` where Stripe sends one, and the words. */
export type Decline = Required<Pick<ErrorBody, 'code' | 'message'>> & {
  decline_code?: string
  param?: string
}

function cardDeclined(declineCode: string, message = 'Your card was declined.'): Decline {
  return { code: 'card_declined', decline_code: declineCode, message }
}

/** Declines by the name that a test card's behaviour refers to. */
export const DECLINES = {
  generic_decline: cardDeclined('generic_decline'),
  insufficient_funds: cardDeclined('insufficient_funds', 'Your card has insufficient funds.'),
  lost_card: cardDeclined('lost_card'),
  stolen_card: cardDeclined('stolen_card'),
  fraudulent: cardDeclined('fraudulent'),
  card_velocity_exceeded: cardDeclined(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
  ),
  expired_card: { code: 'expired_card', message: 'Your card has expired.', param: 'exp_month' },
  incorrect_cvc: { code: 'incorrect_cvc', message: "Your card's security code is incorrect.", param: 'cvc' },
  processing_error: {
    code: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
  },
  authentication_required: {
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
  },
} satisfies Record<string, Decline>

/** The name of a decline. */
export type DeclineName = keyof typeof DECLINES
