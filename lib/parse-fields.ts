import type { z } from 'zod'
import { AppError, ERROR_STATUS, type ErrorCode } from './errors'

const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[]

/**
 * Reads a value by its schema.
 * @param name what the caller knows the value as, where it is a single field.
 * @throws AppError `invalid_request` (or the code that the schema names) with the first field at fault, spelled as the caller spells it (`metadata.order`).
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
  throw new AppError(codeOf(issue), message, field === '' ? {} : { field })
}

/** A refinement can name a sharper code than `invalid_request`, such as `invalid_currency`. */
function codeOf(issue: z.core.$ZodIssue | undefined): ErrorCode {
  const named: unknown = issue?.code === 'custom' ? issue.params?.code : undefined
  return ERROR_CODES.find((code) => code === named) ?? 'invalid_request'
}
