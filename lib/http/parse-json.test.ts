import { LosslessNumber } from 'lossless-json'
import { expect, test } from 'vitest'
import { parseJson } from './parse-json'

test('a number keeps every digit it was sent with', () => {
  expect(parseJson('{"value":1342.000000000000001,"n":1342.00}')).toEqual({
    value: new LosslessNumber('1342.000000000000001'),
    n: new LosslessNumber('1342.00'),
  })
})

test.each([
  ['', 'nothing'],
  ['{', 'an open object'],
  ['{"a":1,"a":2}', 'a key with two values'],
  ['{"a":1,}', 'a trailing comma'],
  ["{'a':1}", 'single quotes'],
  ['{"a":NaN}', 'no number'],
  ['{"a":01}', 'a leading zero'],
  ['{} {}', 'two values'],
])('%s is refused: %s', (text) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'invalid_json' }))
})

test('nesting is refused before it can exhaust the stack; brackets in a text do not count', () => {
  expect(() => parseJson('['.repeat(60_000))).toThrow(expect.objectContaining({ code: 'invalid_json' }))
  expect(() => parseJson(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`)).toThrow(/deeper/)
  expect(parseJson(`${'['.repeat(16)}${']'.repeat(16)}`)).toBeDefined()
  expect(parseJson(JSON.stringify({ a: `"\\${'[{'.repeat(40)}` }))).toEqual({ a: `"\\${'[{'.repeat(40)}` })
})

test('a body made of quotes costs no more than its length', () => {
  const start = performance.now()
  expect(() => parseJson(`"${'\\"'.repeat(32_000)}`)).toThrow(
    expect.objectContaining({ code: 'invalid_json' }),
  )
  expect(performance.now() - start).toBeLessThan(1000)
})

test('a NUL character is refused wherever it stands, and the field named', () => {
  expect(() => parseJson('{"metadata":{"order":"a\\u0000b"}}')).toThrow(
    expect.objectContaining({ code: 'invalid_request', field: 'metadata.order' }),
  )
  expect(() => parseJson('{"a\\u0000":1}')).toThrow(expect.objectContaining({ code: 'invalid_request' }))
})

test('half a surrogate pair is refused in a text and in a key, a whole one is read', () => {
  for (const body of ['{"a":"x\\ud800"}', '{"a":["\\udc00\\ud800"]}', '{"\\ud83d":1}']) {
    expect(() => parseJson(body)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  }
  expect(parseJson('{"a":"\\ud83d\\ude00"}')).toEqual({ a: '😀' })
})

test.each([
  ['{"__proto__":{"role":"admin"}}', '__proto__'],
  ['{"metadata":{"a":"b","__proto__":"x"}}', 'metadata.__proto__'],
  ['{"metadata":{"\\u005f_proto__":"x"}}', 'metadata.__proto__'],
  ['[{"a":[{"__proto__":null}]}]', '0.a.0.__proto__'],
])('%s is refused, as %s would be lost without a word', (text, field) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'invalid_request', field }))
})

test('a key named like another built-in is a key like any other', () => {
  const text = '{"constructor":"a","toString":"b","hasOwnProperty":"c"}'
  expect(Object.entries(parseJson(text) as object)).toEqual(Object.entries(JSON.parse(text)))
})
