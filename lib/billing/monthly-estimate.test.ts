import { expect, test } from 'vitest'
import { monthlyEstimateMinor } from './monthly-estimate'

test.each([
  ['150 roubles an hour', 15_000_000_000n, 10_950_000n],
  ['$0.00893 an hour is $6.5189, shown as $6.52', 893_000n, 652n],
  ['a price that divides evenly is not rounded', 1_000_000n, 730n],
  ['a price of next to nothing still costs something', 1n, 1n],
  ['free is free', 0n, 0n],
  ['a rate beyond what a double can hold keeps every digit', 9_007_199_254_740_993n, 6_575_255_455_961n],
])('%s', (_case, hourlyRateMicros, monthMinor) => {
  expect(monthlyEstimateMinor(hourlyRateMicros)).toBe(monthMinor)
})
