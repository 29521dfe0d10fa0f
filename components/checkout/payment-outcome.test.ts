import { expect, test } from 'vitest'
import { type OutcomeFacts, paymentOutcome } from './payment-outcome'

const pending: OutcomeFacts = {
  status: 'pending',
  paidAt: null,
  failureCode: null,
  intentStatus: 'requires_payment_method',
  cancellationReason: null,
  quarantineReason: null,
  quarantineClosedAt: null,
}
const paid: OutcomeFacts = { ...pending, status: 'succeeded', paidAt: new Date() }

test('a paid payment has succeeded, whatever the address says and whatever happened later', () => {
  expect(paymentOutcome(paid, 'failed')).toBe('succeeded')
  expect(paymentOutcome({ ...paid, status: 'refunded' }, undefined)).toBe('succeeded')
  expect(paymentOutcome({ ...paid, status: 'disputed' }, undefined)).toBe('succeeded')
})

test('an address that claims success makes nothing succeed', () => {
  expect(paymentOutcome(pending, 'succeeded')).toBe('processing')
  const canceled = { ...pending, status: 'canceled', cancellationReason: 'requested_by_user' } as const
  expect(paymentOutcome(canceled, 'succeeded')).toBe('canceled')
})

test('a declined attempt shows as declined until a new one is under way', () => {
  const declined = { ...pending, failureCode: 'insufficient_funds' }
  expect(paymentOutcome(declined, undefined)).toBe('declined')
  expect(paymentOutcome(declined, 'failed')).toBe('declined')
  expect(paymentOutcome(declined, 'succeeded')).toBe('processing')
  expect(paymentOutcome({ ...declined, intentStatus: 'processing' }, undefined)).toBe('processing')
})

test('a payment nobody tried to pay is unpaid', () => {
  expect(paymentOutcome(pending, undefined)).toBe('unpaid')
})

test('what is over says why', () => {
  const over = { ...pending, status: 'canceled' } as const
  expect(paymentOutcome({ ...over, cancellationReason: 'expired' }, undefined)).toBe('expired')
  expect(paymentOutcome({ ...over, cancellationReason: 'canceled_at_stripe' }, undefined)).toBe('canceled')
  expect(paymentOutcome({ ...pending, status: 'failed' }, undefined)).toBe('failed')
})

test('what is about to be canceled says so, unless a bank decides about it', () => {
  const canceling = { ...pending, cancellationReason: 'requested_by_user' } as const
  expect(paymentOutcome(canceling, undefined)).toBe('canceling')
  expect(paymentOutcome({ ...canceling, intentStatus: 'processing' }, undefined)).toBe('processing')
})

test('money that differs is looked at, until somebody has decided', () => {
  const quarantined = { ...pending, quarantineReason: 'Stripe took 5' }
  expect(paymentOutcome(quarantined, 'succeeded')).toBe('review')
  const left = { ...quarantined, status: 'failed', quarantineClosedAt: new Date() } as const
  expect(paymentOutcome(left, undefined)).toBe('failed')
  expect(paymentOutcome({ ...left, ...paid }, undefined)).toBe('succeeded')
})
