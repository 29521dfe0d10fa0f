const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** One part of a span of time: “4 hours”. */
export type SpanPart = { unit: (typeof UNITS)[number][0]; value: number }

/** A span in its largest unit and the one below it, rounded down: 3 days 4 hours. Less than a second is 0 seconds. */
export function splitSpan(ms: number): SpanPart[] {
  const first = UNITS.findIndex(([, unitMs]) => ms >= unitMs)
  if (first === -1) return [{ unit: 'second', value: 0 }]
  let restMs = ms
  return UNITS.slice(first, first + 2)
    .map(([unit, unitMs]) => {
      const value = Math.floor(restMs / unitMs)
      restMs -= value * unitMs
      return { unit, value }
    })
    .filter(({ value }) => value > 0)
}
