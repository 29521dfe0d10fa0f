import { describe, expect, test } from 'vitest'
import { formatHours, instantFromMs, parseDuration, parseInstant } from './time'

describe('instants', () => {
  test.each([
    ['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T03:00:00+03:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T00:00:00.5Z', '2026-03-01T00:00:00.500Z'],
    ['2028-02-29T12:30Z', '2028-02-29T12:30:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is read', (text, iso) => {
    expect(parseInstant(text, 'at').toISOString()).toBe(iso)
  })

  test.each([
    '2026-03-01',
    '2026-03-01T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-01T25:00:00Z',
    '2026-03-01T00:00:00.0001Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-23:59',
    'tomorrow',
    '0',
    '',
  ])('%s is refused', (text) => {
    expect(() => parseInstant(text, 'at')).toThrow(
      expect.objectContaining({ code: 'invalid_request', field: 'at' }),
    )
  })

  test('beyond what a date can hold are null', () => {
    expect(instantFromMs(8_640_000_000_000_000n)?.toISOString()).toBe('+275760-09-13T00:00:00.000Z')
    expect(instantFromMs(8_640_000_000_000_001n)).toBeNull()
  })
})

describe('durations', () => {
  test.each([
    ['PT3H', 10_800_000],
    ['P1D', 86_400_000],
    ['P1W', 604_800_000],
    ['P1DT2H3M4.005S', 93_784_005],
    ['PT0.1S', 100],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text, 'advance')).toBe(ms)
  })

  test.each(['', 'P', 'PT', 'P1M', 'P1Y', 'PT-1H', '-PT1H', '3h', 'P1DT', 'PT1.5H'])(
    '%s is refused',
    (text) => {
      expect(() => parseDuration(text, 'advance')).toThrow(expect.objectContaining({ field: 'advance' }))
    },
  )
})

describe('hours', () => {
  test.each([
    [0, '0'],
    [1, '0'],
    [4, '0.000001'],
    [3_600_000, '1'],
    [5_400_000, '1.5'],
    [672 * 3_600_000 - 1, '671.999999'],
    [743 * 3_600_000, '743'],
  ])('%i ms are told as %s, never more than they are', (ms, hours) => {
    expect(formatHours(ms)).toBe(hours)
  })
})
