import { expect, test } from 'vitest'
import { isOfOrigins, isOrigin } from './origins'

test.each([
  'https://shop.example',
  'http://localhost:3000',
  'https://*.shop.example',
  'https://*.shop.example:8443',
])('%s names origins', (text) => {
  expect(isOrigin(text)).toBe(true)
})

test.each([
  '',
  '*',
  'shop.example',
  'https://',
  'https://shop.example/',
  'https://shop.example/path',
  'https://user@shop.example',
  'https://SHOP.example',
  'https://shop.example:443',
  'https://*.com',
  'https://a.*.example',
  'https://*shop.example',
  'ftp://shop.example',
  'javascript:alert(1)',
])('%j names none', (text) => {
  expect(isOrigin(text)).toBe(false)
})

test('a wildcard is for what is below it alone', () => {
  const below = ['https://*.shop.example']
  expect(isOfOrigins('https://a.shop.example/x', below)).toBe(true)
  expect(isOfOrigins('https://a.b.shop.example/', below)).toBe(true)
  for (const other of [
    'https://shop.example/',
    'http://a.shop.example/',
    'https://ashop.example/',
    'https://a.shop.example:8443/',
  ]) {
    expect(isOfOrigins(other, below)).toBe(false)
  }
})
