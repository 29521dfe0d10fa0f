import { expect, test } from 'vitest'
import { readPageTrail } from './page-trail'

test('the first page starts nowhere and has nothing newer', () => {
  for (const page of [undefined, '', ['a', 'b']]) {
    expect(readPageTrail(page)).toMatchObject({ cursor: undefined, newer: undefined })
  }
})

test('one walks back through the pages one came by', () => {
  const second = readPageTrail(readPageTrail(undefined).older('a'))
  const third = readPageTrail(second.older('b'))
  expect(third.cursor).toBe('b')
  expect(readPageTrail(third.newer)).toMatchObject({ cursor: 'a', newer: '' })
  expect(readPageTrail('').cursor).toBeUndefined()
})

test('the way back is cut short, so that the address stays one that servers take', () => {
  let page = ''
  for (let step = 1; step <= 50; step += 1) page = readPageTrail(page).older(`c${step}`)
  expect(page.split('.')).toHaveLength(20)
  expect(readPageTrail(page).cursor).toBe('c50')
})
