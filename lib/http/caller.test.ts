import { expect, test } from 'vitest'
import { type Caller, requireScope } from './caller'

const caller = (limits: Partial<Caller>): Caller => ({
  userId: '0199a000-0000-7000-8000-000000000001',
  actor: 'key:1',
  isUnlimited: false,
  scopes: [],
  operator: false,
  key: null,
  ...limits,
})

test.each([
  ['an unlimited one', { isUnlimited: true }],
  ['one with the scope', { scopes: ['payments:read'] }],
  ['an operator', { operator: true }],
] satisfies [string, Partial<Caller>][])('%s may', (_name, limits) => {
  expect(() => requireScope(caller(limits), 'payments:read')).not.toThrow()
})

test.each([
  ['one with another scope', { scopes: ['payments:write'] }],
  ['one whose scopes are no more', { scopes: [] }],
] satisfies [string, Partial<Caller>][])('%s may not', (_name, limits) => {
  expect(() => requireScope(caller(limits), 'payments:read')).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  )
})

test('what is for operators is for no key without limits, and for none that only has the scope', () => {
  for (const limits of [{ isUnlimited: true }, { scopes: ['operator'] }] satisfies Partial<Caller>[]) {
    expect(() => requireScope(caller(limits), 'operator')).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
  }
  expect(() => requireScope(caller({ operator: true }), 'operator')).not.toThrow()
})
