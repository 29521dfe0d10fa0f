import { expect, test } from 'vitest'
import { isCurrentPath } from './is-current-path'

test('an entry is current on its page and below it, but not on a page whose name merely begins the same', () => {
  expect(isCurrentPath('/tariffs', { href: '/tariffs' })).toBe(true)
  expect(isCurrentPath('/tariffs/7', { href: '/tariffs' })).toBe(true)
  expect(isCurrentPath('/tariffs-archive', { href: '/tariffs' })).toBe(false)
})

test('an exact entry is current on its own page alone', () => {
  expect(isCurrentPath('/admin', { href: '/admin', exact: true })).toBe(true)
  expect(isCurrentPath('/admin/users', { href: '/admin', exact: true })).toBe(false)
})
