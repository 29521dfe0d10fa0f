import { expect, test } from 'vitest'
import { readTypedAmount } from './read-typed-amount'

test.each([
  ['1342.00', 'en', '1342.00'],
  ['1342', 'en', '1342'],
  ['1,342.00', 'en', '1342.00'],
  ['1,342,567.5', 'en', '1342567.5'],
  ['1 342.00', 'en', '1342.00'],
  [' 7.5 ', 'en', '7.5'],
  ['1342,00', 'ru', '1342.00'],
  ['1342.00', 'ru', '1342.00'],
  ['1 342,50', 'ru', '1342.50'],
  ['1\u00a0342,50', 'ru', '1342.50'],
  ['1\u202f342\u202f567,89', 'ru', '1342567.89'],
  ['0,05', 'ru', '0.05'],
] as const)('“%s” typed in %s is %s', (text, locale, decimal) => {
  expect(readTypedAmount(text, locale)).toBe(decimal)
})

test.each([
  ['', 'en'],
  ['abc', 'en'],
  ['-5', 'en'],
  ['5 dollars', 'en'],
  ['1e3', 'en'],
  ['1,34', 'en'],
  ['1342,00', 'en'],
  ['1.342.567', 'en'],
  ['1,34,567', 'en'],
  ['.5', 'en'],
  ['5.', 'en'],
  ['1 34', 'ru'],
  ['1,342,567', 'ru'],
  ['1,342.50', 'ru'],
  ['٣', 'en'],
] as const)('“%s” typed in %s is no amount', (text, locale) => {
  expect(readTypedAmount(text, locale)).toBeNull()
})
