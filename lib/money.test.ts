import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from './errors'
import {
  currencyDigits,
  formatMinor,
  formatRate,
  listCurrencies,
  parseAmount,
  parseCurrency,
  parseRate,
} from './money'

describe('amounts', () => {
  test.each([
    ['1342.00', 'RUB', 134_200n],
    [1342, 'RUB', 134_200n],
    [1342.5, 'RUB', 134_250n],
    [0.1, 'USD', 10n],
    ['0.01', 'USD', 1n],
    ['1000', 'JPY', 1000n],
    ['1000.000', 'JPY', 1000n],
    ['1.234', 'KWD', 1234n],
    ['-5.00', 'USD', -500n],
    ['92233720368547758.07', 'USD', 2n ** 63n - 1n],
  ])('%s %s is exactly %s minor units', (value, currency, minor) => {
    expect(parseAmount(value, currency)).toBe(minor)
  })

  test.each([
    ['0.001', 'USD'],
    [0.1 + 0.2, 'USD'],
    ['1.5', 'JPY'],
    ['1.2345', 'KWD'],
    ['', 'USD'],
    ['1,50', 'USD'],
    ['1e3', 'USD'],
    [1e21, 'USD'],
    ['0x10', 'USD'],
    [' 1', 'USD'],
    ['.5', 'USD'],
    ['5.', 'USD'],
    ['+5', 'USD'],
    ['NaN', 'USD'],
    [Number.POSITIVE_INFINITY, 'USD'],
    ['92233720368547758.08', 'USD'],
    ['9'.repeat(26), 'USD'],
  ])('%s %s is refused, not rounded', (value, currency) => {
    expect(() => parseAmount(value, currency, 'value')).toThrow(
      expect.objectContaining({ code: 'invalid_amount', field: 'value' }),
    )
  })

  test('are written so that they read back the same', () => {
    const anyAmount = fc.bigInt(-(2n ** 63n) + 1n, 2n ** 63n - 1n)
    fc.assert(
      fc.property(anyAmount, fc.constantFrom(...listCurrencies()), (minor, currency) => {
        const text = formatMinor(minor, currency)
        expect(parseAmount(text, currency)).toBe(minor)
        expect(text.split('.')[1]?.length ?? 0).toBe(currencyDigits(currency))
      }),
    )
  })
})

describe('hourly prices', () => {
  test.each([
    ['0.00893', 'USD', 893_000n],
    ['150.00', 'RUB', 15_000_000_000n],
    ['0.00000001', 'USD', 1n],
    ['12', 'JPY', 12_000_000n],
  ])('%s %s an hour is %s micros, and back', (text, currency, micros) => {
    expect(parseRate(text, currency)).toBe(micros)
    expect(formatRate(micros, currency)).toBe(text)
  })

  test('finer than a millionth of a minor unit are refused', () => {
    expect(() => parseRate('0.000000001', 'USD')).toThrow(AppError)
  })

  test('are written so that they read back the same', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 62n), fc.constantFrom('RUB', 'JPY', 'KWD'), (micros, currency) => {
        expect(parseRate(formatRate(micros, currency), currency)).toBe(micros)
      }),
    )
  })
})

describe('currencies', () => {
  test.each([
    ['RUB', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['HUF', 2],
    ['ISK', 0],
  ])('%s has %i digits', (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits)
  })

  test('are read in either case, and unknown ones refused', () => {
    expect(parseCurrency('rub')).toBe('RUB')
    for (const code of ['XXX', 'BTC', 'RU', '', 'constructor', 'u\u017fd', 'usd\0', 'USD\n']) {
      expect(() => parseCurrency(code)).toThrow(
        expect.objectContaining({ code: 'invalid_currency', field: 'currency' }),
      )
    }
  })
})
