import { expect, test } from 'vitest'
import { parseRetryAfter } from './parse-retry-after'
import { MAX_ATTEMPTS, nextGapMs } from './retry-schedule'

const HOUR = 3_600_000

test('ten attempts, over about three days, with ever longer gaps', () => {
  const gaps = Array.from(
    { length: MAX_ATTEMPTS - 1 },
    (_, index) => nextGapMs(index + 1, null, () => 0.5) ?? 0,
  )
  expect(gaps[0]).toBe(5000)
  expect(gaps).toEqual([...gaps].sort((a, b) => a - b))
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  expect(total).toBeGreaterThan(72 * HOUR)
  expect(total).toBeLessThan(84 * HOUR)
  expect(nextGapMs(MAX_ATTEMPTS, null)).toBeNull()
  expect(nextGapMs(MAX_ATTEMPTS, 1000)).toBeNull()
})

test('what failed together does not come back together', () => {
  expect([nextGapMs(2, null, () => 0), nextGapMs(2, null, () => 1)]).toEqual([270_000, 330_000])
})

test('a receiver can ask for more time, within a day, and not for less', () => {
  expect(nextGapMs(1, 90_000, () => 0.5)).toBe(90_000)
  expect(nextGapMs(2, 1000, () => 0.5)).toBe(300_000)
  expect(nextGapMs(1, 1e15)).toBe(24 * HOUR)
})

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Wed, 01 Jan 2025 00:01:00 GMT', 60_000],
  ['Tue, 31 Dec 2024 23:59:00 GMT', null],
  ['soon', null],
  ['-5', null],
  ['1e9', null],
  ['99999999999', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s asks for %s ms', (header, ms) => {
  expect(parseRetryAfter(header, Date.UTC(2025, 0, 1))).toBe(ms)
})
