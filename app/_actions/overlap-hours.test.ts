import { expect, test } from 'vitest'
import { overlapHours } from './overlap-hours'

const read = (sent: unknown) => overlapHours(168).safeParse(sent).data

test.each([
  ['0', 0],
  ['24', 24],
  ['168', 168],
])('%j are %d hours', (sent, hours) => {
  expect(read(sent)).toBe(hours)
})

test.each([
  '',
  ' ',
  ' 1',
  '1e2',
  '0x10',
  '1.0',
  '-1',
  '+1',
  '169',
  '1000',
  '\u0661',
  undefined,
  null,
  ['1', '2'],
])('%j are none, and the old secret does not end by it', (sent) => {
  expect(read(sent)).toBeUndefined()
})
