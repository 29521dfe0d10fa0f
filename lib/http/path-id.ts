import { z } from 'zod'
import { AppError } from '../errors'

/**
 * An id in a path. What is no id cannot exist either, so it is answered like an unknown one.
 * @param name of the path's variable part.
 * @throws AppError `not_found`.
 */
export function pathId(params: PathParams, name = 'id'): string {
  const parsed = z.guid().safeParse(params[name])
  if (!parsed.success) throw nothing()
  return parsed.data.toLowerCase()
}

/** The same for what is counted. @throws AppError `not_found`. */
export function countedPathId(params: PathParams): bigint {
  const text = typeof params.id === 'string' && /^\d{1,18}$/.test(params.id) ? params.id : null
  if (text === null) throw nothing()
  return BigInt(text)
}

type PathParams = Record<string, string | string[] | undefined>

function nothing(): AppError {
  return new AppError('not_found', 'There is nothing with this id.')
}
