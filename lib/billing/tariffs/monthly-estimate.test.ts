import { expect, test } from 'vitest'
import { monthlyCapMinor, monthlyEstimateMinor } from './monthly-estimate'

test.each([
  ['150 roubles an hour', 15_000_000_000n, 10_950_000n],
  ['$0.00893 an hour is $6.5189, shown as $6.52', 893_000n, 652n],
  ['a price that divides evenly is not rounded', 1_000_000n, 730n],
  ['a price of next to nothing still costs something', 1n, 1n],
  ['free is free', 0n, 0n],
  ['a rate beyond what a double can hold keeps every digit', 9_007_199_254_740_993n, 6_575_255_455_961n],
])('%s', (_case, hourlyRateMicros, monthMinor) => {
  expect(monthlyEstimateMinor({ hourlyRateMicros, monthlyCapHours: null })).toBe(monthMinor)
})

test.each([
  ['$0.03571 an hour for 672 hours is $23.99712', 3_571_000n, 672, 2400n, 2400n],
  ['a cap beyond an average month does not lower the estimate', 1_000_000n, 743, 730n, 743n],
  ['one hour a month', 1_000_000n, 1, 1n, 1n],
])('%s', (_case, hourlyRateMicros, monthlyCapHours, estimate, cap) => {
  expect(monthlyEstimateMinor({ hourlyRateMicros, monthlyCapHours })).toBe(estimate)
  expect(monthlyCapMinor({ hourlyRateMicros, monthlyCapHours })).toBe(cap)
})

test('without a cap there is no most', () => {
  expect(monthlyCapMinor({ hourlyRateMicros: 1n, monthlyCapHours: null })).toBeNull()
})
