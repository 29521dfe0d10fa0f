import { expect, test } from 'vitest'
import { splitSpan } from './split-span'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

test.each([
  [3 * DAY + 4 * HOUR + 59 * MINUTE, '3 day 4 hour'],
  [3 * DAY, '3 day'],
  [2 * DAY + 5 * MINUTE, '2 day'],
  [DAY - 1, '23 hour 59 minute'],
  [HOUR, '1 hour'],
  [12 * MINUTE + 7_345, '12 minute 7 second'],
  [59_999, '59 second'],
  [999, '0 second'],
])('%d ms are %s', (ms, text) => {
  expect(
    splitSpan(ms)
      .map(({ unit, value }) => `${value} ${unit}`)
      .join(' '),
  ).toBe(text)
})
