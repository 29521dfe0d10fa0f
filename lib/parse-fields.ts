import type { z } from 'zod'
import { AppError } from './errors'

/**
 * Reads a value by its schema.
 * @param name what the caller knows the value as, where it is a single field.
 * @throws AppError `invalid_request` with the first field at fault, spelled as the caller spells it (`metadata.order`).
 */
export function parseFields<S extends z.ZodType>(schema: S, value: unknown, name?: string): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const unknownKey = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [name, ...(issue?.path ?? []), unknownKey].filter((part) => part !== undefined)
  const field = path.map((part) => String(part).slice(0, 60)).join('.')
  const message =
    unknownKey === undefined
      ? (issue?.message ?? 'This is not what was expected.')
      : 'There is no such field here.'
  throw new AppError('invalid_request', message, field === '' ? {} : { field })
}
