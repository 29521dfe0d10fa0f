import { expect, test } from 'vitest'
import { declineReason } from './decline-reason'

test('the decline code says more than the code of the error', () => {
  expect(declineReason('insufficient_funds', 'card_declined')).toBe('insufficientFunds')
  expect(declineReason(undefined, 'expired_card')).toBe('expired')
})

test.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'generic_decline'])(
  '%s is not told apart from any other decline',
  (code) => {
    expect(declineReason(code, 'card_declined')).toBe('generic')
  },
)

test('what Stripe may name in future, or nothing, is a decline like any other', () => {
  expect(declineReason('a_code_of_2030', null)).toBe('generic')
  expect(declineReason('toString')).toBe('generic')
  expect(declineReason()).toBe('generic')
})
