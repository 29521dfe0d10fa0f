import { hash, integer, type Read, required, string, unsupported } from './params'
import { StripeFailure } from './stripe-error'
import { behaviourOfNumber } from './test-cards'

/** The parameters of a card that is typed in. */
export const CARD_PARAMS = {
  number: required(string(30)),
  exp_month: required(integer()),
  exp_year: required(integer()),
  cvc: string(10),
  networks: unsupported(),
  token: unsupported(),
}

/** A card typed in, read and still to be checked. */
export type TypedCard = Read<typeof CARD_PARAMS>

/** Reads `card[…]` of a payment method. */
export const typedCard = hash(CARD_PARAMS)

/** A card whose fields passed the checks that need no bank. */
export interface CheckedCard {
  behaviour: string
  expMonth: number
  expYear: number
  hasCvc: boolean
}

function cardError(code: string, message: string, param: string, declineCode?: string): StripeFailure {
  const decline = declineCode ? { decline_code: declineCode } : {}
  return new StripeFailure(402, { type: 'card_error', code, message, param, ...decline })
}

/** The checksum that every card number carries. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * Checks a typed card as Stripe does before any bank is asked.
 * @throws StripeFailure 402: a malformed number, a date that is past, a short code, or a real card
 */
export function checkCard(card: TypedCard, today = new Date()): CheckedCard {
  const number = (card.number ?? '').replace(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number)) {
    throw cardError('invalid_number', 'The card number is not a valid credit card number.', 'number')
  }
  if (!passesLuhn(number)) throw cardError('incorrect_number', 'Your card number is incorrect.', 'number')
  const { exp_month: expMonth, exp_year: expYear } = checkExpiry(
    card.exp_month ?? 0,
    card.exp_year ?? 0,
    today,
  )
  const cvcLength = /^3[47]/.test(number) ? /^\d{3,4}$/ : /^\d{3}$/
  if (card.cvc !== undefined && !cvcLength.test(card.cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc')
  }
  const behaviour = behaviourOfNumber(number)
  if (!behaviour) {
    throw cardError(
      'card_declined',
      'Your card was declined. Your request was in test mode, but used a non test card. ' +
        'For a list of valid test cards, visit: https://stripe.com/docs/testing.',
      'number',
      'test_mode_live_card',
    )
  }
  return { behaviour, expMonth, expYear, hasCvc: card.cvc !== undefined }
}

/**
 * Checks a card's date; two digits of a year mean this century.
 * @throws StripeFailure 402 `invalid_expiry_month` or `invalid_expiry_year`
 */
export function checkExpiry(
  expMonth: number,
  year: number,
  today = new Date(),
): { exp_month: number; exp_year: number } {
  const expYear = normalizeYear(year)
  if (expMonth < 1 || expMonth > 12) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  }
  const monthsLeft = (expYear - today.getUTCFullYear()) * 12 + expMonth - (today.getUTCMonth() + 1)
  if (expYear > today.getUTCFullYear() + 50 || expYear < today.getUTCFullYear()) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year')
  }
  if (monthsLeft < 0) {
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month')
  }
  return { exp_month: expMonth, exp_year: expYear }
}

/** Two digits mean this century, as on the card. */
function normalizeYear(year: number): number {
  return year >= 0 && year < 100 ? 2000 + year : year
}
