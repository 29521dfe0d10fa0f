import { AppError } from '../errors'

/** A calendar month of UTC, such as `2026-03`, and the half-open period that it is. */
export type StatementMonth = { month: string; from: Date; to: Date }

/**
 * Reads a month such as `2026-03`.
 * @throws AppError `not_found` for what is none: it stands in addresses, where such a thing does not exist.
 */
export function parseMonth(text: string): StatementMonth {
  const [, year, month] = /^([0-9]{4})-(0[1-9]|1[0-2])$/.exec(text) ?? []
  if (year === undefined || Number(year) < 1970) throw new AppError('not_found', 'There is no such month.')
  return monthFrom(new Date(Date.UTC(Number(year), Number(month) - 1)))
}

/** The month that begins at an instant. */
export function monthFrom(from: Date): StatementMonth {
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
  return { month: from.toISOString().slice(0, 7), from, to }
}
