import { expect, test } from 'vitest'
import { parseMonth } from './statement-month'

test.each([
  ['1970-01', '1970-01-01T00:00:00.000Z', '1970-02-01T00:00:00.000Z'],
  ['2026-12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['9999-11', '9999-11-01T00:00:00.000Z', '9999-12-01T00:00:00.000Z'],
])('%s is from %s to %s', (month, from, to) => {
  expect(parseMonth(month)).toEqual({ month, from: new Date(from), to: new Date(to) })
})

test.each([
  '9999-12',
  '0000-01',
  '0000-12',
  '0099-05',
  '1969-12',
  '+2026-03',
  '10000-01',
  '2026-03-RUB',
  '\0',
])('%j is no month', (text) => {
  expect(() => parseMonth(text)).toThrow(expect.objectContaining({ code: 'not_found' }))
})
