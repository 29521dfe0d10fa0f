import { z } from 'zod'
import { AppError } from '../errors'

/**
 * The id in a path. What is no id cannot exist either, so it is answered like an unknown one.
 * @throws AppError `not_found`.
 */
export function pathId(params: Record<string, string | string[] | undefined>): string {
  const parsed = z.guid().safeParse(params.id)
  if (!parsed.success) throw new AppError('not_found', 'There is nothing with this id.')
  return parsed.data.toLowerCase()
}
