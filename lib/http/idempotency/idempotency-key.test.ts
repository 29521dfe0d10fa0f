import { LosslessNumber } from 'lossless-json'
import { expect, test } from 'vitest'
import { fingerprint, secretFingerprint } from './fingerprint'
import { readIdempotencyKey } from './idempotency-key'

const read = (headers: Record<string, string>) => readIdempotencyKey(new Request('http://x/', { headers }))

test('either spelling of the header carries the key', () => {
  expect(read({})).toBeUndefined()
  expect(read({ 'Idempotency-Key': 'a' })).toBe('a')
  expect(read({ 'Idempotence-Key': 'b' })).toBe('b')
  expect(read({ 'Idempotency-Key': 'c', 'Idempotence-Key': 'c' })).toBe('c')
})

test.each([
  { 'Idempotency-Key': '' },
  { 'Idempotency-Key': 'a b' },
  { 'Idempotency-Key': 'ключ'.normalize().replace(/./g, 'é') },
  { 'Idempotency-Key': 'x'.repeat(256) },
  { 'Idempotency-Key': 'a', 'Idempotence-Key': 'b' },
])('%j is refused', (headers) => {
  expect(() => read(headers as Record<string, string>)).toThrow(
    expect.objectContaining({ code: 'invalid_request', field: 'Idempotency-Key' }),
  )
})

test('the same request is known again by its meaning, another one is told apart', () => {
  const of = (body: unknown, query = '') => fingerprint({ body, query })
  const body = { value: new LosslessNumber('10.0'), metadata: { a: '1', b: '2' } }
  expect(of({ metadata: { b: '2', a: '1' }, value: new LosslessNumber('10.0') })).toBe(of(body))
  expect(of({ ...body, value: new LosslessNumber('10') })).not.toBe(of(body))
  expect(of({ ...body, value: '10.0' })).not.toBe(of(body))
  expect(of(body, 'user')).not.toBe(of(body))
})

test('the fingerprint of a body with a password cannot be made without our secret', () => {
  const request = { body: { password: 'hunter2' }, query: '' }
  expect(secretFingerprint(request)).not.toBe(fingerprint(request))
  expect(secretFingerprint(request)).toBe(secretFingerprint({ ...request }))
})
