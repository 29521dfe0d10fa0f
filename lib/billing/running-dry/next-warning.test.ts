import { expect, test } from 'vitest'
import { HOUR_MS } from '@/lib/time'
import { nextWarning } from './next-warning'

const THRESHOLDS = [72, 24]
const step = (leftHours: number | null, warnedHours: number | null) =>
  nextWarning(
    { leftMs: leftHours === null ? null : BigInt(Math.round(leftHours * HOUR_MS)), warnedHours },
    THRESHOLDS,
  )

test('the tightest threshold that is reached is warned of, to the millisecond', () => {
  expect(step(72 + 1 / HOUR_MS, null)).toBeNull()
  expect(step(72, null)).toEqual({ hours: 72, warns: true })
  expect(step(24, null)).toEqual({ hours: 24, warns: true })
  expect(step(24, 72)).toEqual({ hours: 24, warns: true })
  expect(step(50, 72)).toBeNull()
  expect(step(1, 24)).toBeNull()
})

test('it is armed again only after clearly more time was left', () => {
  expect(step(26.4, 24)).toBeNull()
  expect(step(26.5, 24)).toEqual({ hours: 72, warns: false })
  expect(step(79.2, 72)).toBeNull()
  expect(step(79.3, 72)).toEqual({ hours: null, warns: false })
  expect(step(79.3, 24)).toEqual({ hours: null, warns: false })
  expect(step(null, 24)).toEqual({ hours: null, warns: false })
})

test('money that does not end is no news', () => {
  expect(step(null, null)).toBeNull()
})

test('a threshold that is not in the settings any more is still remembered', () => {
  expect(step(30, 48)).toBeNull()
  expect(step(20, 48)).toEqual({ hours: 24, warns: true })
  expect(step(60, 48)).toEqual({ hours: 72, warns: false })
})
