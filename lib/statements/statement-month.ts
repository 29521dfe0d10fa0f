import { AppError } from '../errors'

/** A calendar month of UTC, such as `2026-03`, and the half-open period that it is. */
export type StatementMonth = { month: string; from: Date; to: Date }

/** The last year whose months can be written as they are read here: what follows has five digits. */
const LAST_YEAR = 9999

/**
 * Reads a month such as `2026-03`.
 * @throws AppError `not_found` for what is none: it stands in addresses, where such a thing does not exist.
 */
export function parseMonth(text: string): StatementMonth {
  const [, year, month] = /^([0-9]{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (year === undefined || Number(year) < 1970) throw noSuchMonth()
  const read = monthFrom(new Date(Date.UTC(Number(year), Number(month) - 1)))
  // The month is asked of the database by its end, which Postgres does not read beyond that year.
  if (read.to.getUTCFullYear() > LAST_YEAR) throw noSuchMonth()
  return read
}

/** The month that begins at an instant. */
export function monthFrom(from: Date): StatementMonth {
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
  return { month: from.toISOString().slice(0, 7), from, to }
}

function noSuchMonth(): AppError {
  return new AppError('not_found', 'There is no such month.')
}
