import { z } from 'zod'
import { AppError } from './errors'

/** A page of a list, and the cursor of the next one or null at the end. */
export type Page<T> = { rows: T[]; nextCursor: string | null }

/** The same words for every list, wherever its cursor is checked. */
export const FOREIGN_CURSOR = 'This cursor was not given by this list.'

/**
 * Cuts a page from rows that were asked for with one more than it shows: the one more tells that there is a next.
 * @param cursorOf the place in the list of the page's last row.
 */
export function pageOf<T>(found: readonly T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, nextCursor: last === undefined ? null : cursorOf(last) }
}

/** The refusal of a cursor that a list has not given. */
export function foreignCursor(): AppError {
  return new AppError('invalid_request', FOREIGN_CURSOR, { field: 'cursor' })
}

/** Holds that a list whose cursors are ids of rows may have given this one. @throws AppError `invalid_request`. */
export function assertIdCursor(cursor: string | undefined): void {
  if (cursor !== undefined && !z.guid().safeParse(cursor).success) throw foreignCursor()
}

/** The same where rows are counted. */
export function assertCountedCursor(cursor: string | undefined): void {
  if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) throw foreignCursor()
}
