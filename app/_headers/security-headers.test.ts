import { expect, test } from 'vitest'
import { securityHeaders } from './security-headers'

/** The rules of the Content-Security-Policy by their names. */
function policy(development: boolean): Record<string, string[]> {
  const header = securityHeaders({ development }).find(({ key }) => key === 'Content-Security-Policy')
  const rules = (header?.value ?? '').split('; ').map((rule) => rule.split(' '))
  return Object.fromEntries(rules.map(([name = '', ...sources]) => [name, sources]))
}

test('no page of ours can be framed, and none sends a form elsewhere', () => {
  expect(policy(false)).toMatchObject({
    'default-src': ["'self'"],
    'base-uri': ["'self'"],
    'object-src': ["'none'"],
    'frame-ancestors': ["'none'"],
    'form-action': ["'self'"],
  })
})

test('nothing may come from just anywhere, nor be made of text', () => {
  const sources = Object.values(policy(false)).flat()
  for (const wide of ['*', 'http:', 'https:', "'unsafe-eval'", 'blob:', 'ws:'])
    expect(sources).not.toContain(wide)
})

test('Stripe has what its script asks for', () => {
  const rules = policy(false)
  expect(rules['script-src']).toContain('https://js.stripe.com')
  expect(rules['connect-src']).toContain('https://api.stripe.com')
  expect(rules['frame-src']).toEqual(
    expect.arrayContaining(['https://js.stripe.com', 'https://hooks.stripe.com']),
  )
})

test('eval and the socket of reloads are for development alone', () => {
  expect(policy(true)['script-src']).toContain("'unsafe-eval'")
  expect(policy(true)['connect-src']).toContain('ws:')
})

test('a header has one line', () => {
  for (const { value } of securityHeaders({ development: true })) expect(value).toMatch(/^[\x20-\x7e]+$/)
})
