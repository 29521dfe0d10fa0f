import { expect, test } from 'vitest'
import { exampleCall } from './example-call'

const APP = 'https://pay.example'

test('an unlimited key reads the balance', () => {
  const command = 'curl https://pay.example/api/v1/balance \\\n  -H "Authorization: Bearer hg_test_x"'
  expect(exampleCall(APP, 'hg_test_x', [])).toBe(command)
  expect(exampleCall(APP, 'hg_test_x', ['operator'])).toBe(command)
})

test.each([
  ['payments:read', '/payment '],
  ['subscriptions:read', '/subscriptions '],
  ['charges:write', '/tariffs '],
] as const)('a key for %s calls only what it may', (scope, path) => {
  expect(exampleCall(APP, 'k', [scope])).toContain(`/api/v1${path}`)
})

test('a key that can only make payments makes one that nobody has to pay', () => {
  expect(exampleCall(APP, 'k', ['charges:write', 'payments:write'])).toContain(
    `-d '{"value": "100.00", "currency": "RUB"}'`,
  )
})
