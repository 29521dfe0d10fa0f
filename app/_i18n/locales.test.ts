import { expect, test } from 'vitest'
import { isLocale, negotiateLocale } from './locales'

test.each([
  [null, 'en'],
  ['', 'en'],
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
  ['en-GB,en;q=0.9,ru;q=0.8', 'en'],
  ['de-DE,de;q=0.9', 'en'],
  ['de-DE,ru;q=0.5', 'ru'],
  ['en;q=0.2, RU;q=0.8', 'ru'],
  ['ru;q=0, en', 'en'],
  ['ru;q=garbage', 'ru'],
])('Accept-Language %j is served in %s', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale)
})

test('a cookie is believed only when it names a language we speak', () => {
  expect(isLocale('ru')).toBe(true)
  expect(isLocale('xx')).toBe(false)
  expect(isLocale('../secrets')).toBe(false)
  expect(isLocale(undefined)).toBe(false)
})
