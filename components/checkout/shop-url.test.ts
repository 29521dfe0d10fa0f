import { expect, test } from 'vitest'
import { shopUrl } from './shop-url'

test('an address of the web leads back to the shop', () => {
  expect(shopUrl('https://shop.example/orders/7?paid=1')).toEqual({
    href: 'https://shop.example/orders/7?paid=1',
    host: 'shop.example',
  })
  expect(shopUrl('http://localhost:3000')).toEqual({ href: 'http://localhost:3000/', host: 'localhost:3000' })
})

test.each([
  null,
  '',
  '/orders',
  'javascript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  '//evil.example',
])('%j leads nowhere', (url) => {
  expect(shopUrl(url)).toBeNull()
})
