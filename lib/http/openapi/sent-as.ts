import { z } from 'zod'

/** A JSON Schema (2020-12), as far as it is ours to write. */
export type JsonSchema = { [keyword: string]: unknown }

/**
 * How a field looks on the wire where its schema cannot tell: one that reads numbers from their text, or that hands a
 * text to a parser of the domain.
 */
export const wireForms = z.registry<{ form: JsonSchema }>()

/** Says how a field is sent. @returns the field. */
export function sentAs<S extends z.ZodType>(field: S, form: JsonSchema): S {
  wireForms.add(field, { form })
  return field
}
