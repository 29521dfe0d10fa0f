import { expect, test } from 'vitest'
import { formatMoney } from './format-money'

const NBSP = '\u00a0'

test.each([
  ['1342.00', 'en', 'RUB', '₽1,342.00'],
  ['1342.00', 'ru', 'RUB', `1${NBSP}342,00${NBSP}₽`],
  ['1342', 'en', 'JPY', '¥1,342'],
  ['1.500', 'en', 'KWD', `KWD${NBSP}1.500`],
  ['12.30', 'en', 'CAD', 'CA$12.30'],
  ['-0.07', 'en', 'USD', '−$0.07'],
])('%s is written in %s as money of %s', (decimal, locale, currency, text) => {
  expect(formatMoney(decimal, { locale, currency })).toBe(text)
})

test('an amount beyond what a double can hold keeps every digit', () => {
  expect(formatMoney('92233720368547758.07', { locale: 'en', currency: 'USD' })).toBe(
    '$92,233,720,368,547,758.07',
  )
})

test('a sign can be asked for, and zero has none', () => {
  const format = { locale: 'en', currency: 'USD', sign: 'always' } as const
  expect(formatMoney('5.00', format)).toBe('+$5.00')
  expect(formatMoney('-5.00', format)).toBe('−$5.00')
  expect(formatMoney('0.00', format)).toBe('$0.00')
})

test('a price finer than a minor unit shows the digits it has, and no more', () => {
  const format = { locale: 'en', currency: 'USD', extraDigits: 6 }
  expect(formatMoney('0.00893', format)).toBe('$0.00893')
  expect(formatMoney('0.00000001', format)).toBe('$0.00000001')
  expect(formatMoney('150', format)).toBe('$150.00')
})

test('a whole sum can leave out its cents, a broken one keeps them', () => {
  const format = { locale: 'en', currency: 'RUB', whole: true } as const
  expect(formatMoney('500', format)).toBe('₽500')
  expect(formatMoney('500.5', format)).toBe('₽500.50')
})
