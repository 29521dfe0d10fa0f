import { expect, test } from 'vitest'
import { paymentOutcome } from './payment-outcome'

const pending = { status: 'pending', paidAt: null, failureCode: null } as const
const paid = { status: 'succeeded', paidAt: new Date(), failureCode: null } as const

test('a paid payment has succeeded, whatever the address says and whatever happened later', () => {
  expect(paymentOutcome(paid, 'failed')).toBe('succeeded')
  expect(paymentOutcome({ ...paid, status: 'refunded' }, undefined)).toBe('succeeded')
  expect(paymentOutcome({ ...paid, status: 'disputed' }, undefined)).toBe('succeeded')
})

test('an address that claims success makes nothing succeed', () => {
  expect(paymentOutcome(pending, 'succeeded')).toBe('processing')
  expect(paymentOutcome({ ...pending, status: 'canceled' }, 'succeeded')).toBe('over')
})

test('a declined attempt shows as declined until a new one is under way', () => {
  const declined = { ...pending, failureCode: 'insufficient_funds' }
  expect(paymentOutcome(declined, undefined)).toBe('declined')
  expect(paymentOutcome(declined, 'failed')).toBe('declined')
  expect(paymentOutcome(declined, 'succeeded')).toBe('processing')
})

test('a payment nobody tried to pay is unpaid', () => {
  expect(paymentOutcome(pending, undefined)).toBe('unpaid')
})
