import { AppError } from './errors'

/** One hour in milliseconds. */
export const HOUR_MS = 3_600_000

/** One day in milliseconds. */
export const DAY_MS = 24 * HOUR_MS

/** The first instant of the day, in UTC, that an instant lies in. */
export function startOfDay(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / DAY_MS) * DAY_MS)
}

/** The last instant a JavaScript date can hold, in milliseconds since the epoch (ECMA-262 §21.4.1.1). */
const MAX_DATE_MS = 8_640_000_000_000_000n

/**
 * Reads an ISO 8601 instant with its zone, to the millisecond; of the years 1 to 9999, in UTC as well.
 * @throws AppError `invalid_request` for anything else, naming the field.
 */
export function parseInstant(text: string, field: string): Date {
  const wellFormed = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = new Date(text)
  // 2026-02-30 is well formed but rolls over to March, so the day is read back.
  const day = Number(text.slice(8, 10))
  const lastDay = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
  // Zones can carry the years 0001 and 9999 out of what four digits and the database can hold.
  const year = instant.getUTCFullYear()
  const inRange = year >= 1 && year <= 9999
  if (!wellFormed || !inRange || day > lastDay) {
    throw new AppError('invalid_request', 'Send an ISO 8601 instant such as 2026-03-01T00:00:00.000Z.', {
      field,
    })
  }
  return instant
}

/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds ("PT3H", "P1DT30M"), in milliseconds.
 * Months and years are refused: they have no fixed length.
 * @throws AppError `invalid_request` for anything else, naming the field.
 */
export function parseDuration(text: string, field: string): number {
  const match =
    /^P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,3}))?S)?)?$/.exec(
      text,
    )
  if (!match) {
    throw new AppError('invalid_request', 'Send an ISO 8601 duration such as PT3H or P1D.', { field })
  }
  const [weeks, days, hours, minutes, seconds] = match.slice(1, 6).map((part) => Number(part ?? 0))
  const milliseconds = Number((match[6] ?? '').padEnd(3, '0'))
  return (
    ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 +
    (seconds ?? 0) * 1000 +
    milliseconds
  )
}

/** An instant given as a number of milliseconds, or null if it lies beyond what a date can hold. */
export function instantFromMs(ms: bigint): Date | null {
  return ms > MAX_DATE_MS || ms < -MAX_DATE_MS ? null : new Date(Number(ms))
}

/** Whole milliseconds as hours with up to six decimals, rounded down: never more than they are ("671.999722"). */
export function formatHours(ms: number): string {
  const millionths = (BigInt(ms) * 1_000_000n) / BigInt(HOUR_MS)
  const digits = millionths.toString().padStart(7, '0')
  const decimals = digits.slice(-6).replace(/0+$/, '')
  return digits.slice(0, -6) + (decimals === '' ? '' : `.${decimals}`)
}
