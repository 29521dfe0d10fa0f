import type { z } from 'zod'
import { AppError } from '../errors'
import { parseFields } from '../parse-fields'

/**
 * Reads the query of an address by a schema.
 * @throws AppError `invalid_request` for an unknown or repeated field, a NUL character, or what the schema refuses.
 */
export function parseQuery<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  const fields: [string, string][] = []
  const seen = new Set<string>()
  for (const [name, value] of new URL(request.url).searchParams) {
    if (seen.has(name)) throw refused('Send this field once.', name)
    if (value.includes('\0') || name.includes('\0'))
      throw refused('A text may not contain the NUL character.', name)
    seen.add(name)
    fields.push([name, value])
  }
  return parseFields(schema, Object.fromEntries(fields))
}

function refused(message: string, field: string): AppError {
  return new AppError('invalid_request', message, { field: field.slice(0, 60) })
}
