import { expect, test } from 'vitest'
import { safeCallbackUrl } from './safe-callback-url'

test.each(['/', '/balance', '/pay/1?x=2#y', '/a/../b'])('%s stays on this site', (path) => {
  expect(safeCallbackUrl(path, '/home')).toBe(new URL(path, 'http://x').href.slice('http://x'.length))
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '\\\\evil.example',
  'javascript:alert(1)',
  'balance',
  '',
  null,
  undefined,
  new File([], 'x'),
  `/${'x'.repeat(3000)}`,
])('%s leads off it, and is ignored', (path) => {
  expect(safeCallbackUrl(path, '/home')).toBe('/home')
})
