import { expect, test } from 'vitest'
import { isStorableText } from './storable-text'

test.each(['', 'VPS', 'ёж', '😀', 'a\u{10FFFF}b'])('%j can be stored', (text) => {
  expect(isStorableText(text)).toBe(true)
})

test.each(['a\0b', '\ud800', 'a\udc00b', '\udc00\ud800'])('%j cannot', (text) => {
  expect(isStorableText(text)).toBe(false)
})
