import { z } from 'zod'
import { AppError } from '../errors'

/**
 * An id in a path. What is no id cannot exist either, so it is answered like an unknown one.
 * @param name of the path's variable part.
 * @throws AppError `not_found`.
 */
export function pathId(params: Record<string, string | string[] | undefined>, name = 'id'): string {
  const parsed = z.guid().safeParse(params[name])
  if (!parsed.success) throw new AppError('not_found', 'There is nothing with this id.')
  return parsed.data.toLowerCase()
}
