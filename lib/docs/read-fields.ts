import { type ApiDocument, follow, type Schema } from './document'
import type { ApiField } from './operation'

type Parts = ApiDocument['components']['schemas']

/** Deeper than this nothing of ours is nested; a schema that refers to itself ends here. */
const DEEPEST = 4

/** Simple enough to be said in a word: what they are in general is not repeated at each field. */
const PLAIN = new Set(['Amount', 'Currency', 'HourlyRate', 'Id', 'Instant'])

/** The fields of an object, each followed by the fields inside of it. */
export function readFields(parts: Parts, schema: Schema, depth = 0): ApiField[] {
  const { shape } = resolve(parts, schema)
  const required = new Set(shape.required)
  return Object.entries(shape.properties ?? {}).flatMap(([name, property]) => {
    const { shape: inner } = resolve(parts, property)
    const element = inner.items && resolve(parts, inner.items).shape
    const nested = inner.properties ? inner : element?.properties ? element : null
    const field = readField(parts, { name, schema: property, required: required.has(name), depth })
    return nested && depth < DEEPEST ? [field, ...readFields(parts, nested, depth + 1)] : [field]
  })
}

/** One field by its schema. */
export function readField(
  parts: Parts,
  { name, schema, required, depth = 0 }: { name: string; schema: Schema; required: boolean; depth?: number },
): ApiField {
  const { shape, description } = resolve(parts, schema)
  const listed = shape.items ? resolve(parts, shape.items).shape : shape
  const bounds = boundsOf(shape)
  return {
    name: shape.items ? `${name}[]` : name,
    depth,
    type: typeOf(parts, schema),
    required,
    description: schema.description ?? description ?? '',
    choices: (listed.enum ?? []).map(String),
    // What is empty unless sent says nothing that is not said by its being optional.
    ...(isSaid(schema.default) ? { default: JSON.stringify(schema.default) } : {}),
    ...(bounds ? { bounds } : {}),
  }
}

/** A schema without references, and without the null that it may be. */
function resolve(parts: Parts, schema: Schema): { shape: Schema; name?: string; description?: string } {
  if (schema.$ref) {
    const { name, part } = follow(parts, schema.$ref)
    const { shape, description } = resolve(parts, part)
    return { shape, name, ...(description && !PLAIN.has(name) ? { description } : {}) }
  }
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => one.type !== 'null')
  const [only] = choices
  if (only && choices.length === 1) return resolve(parts, only)
  return { shape: schema, ...(schema.description ? { description: schema.description } : {}) }
}

function typeOf(parts: Parts, schema: Schema): string {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map((one) => typeOf(parts, one)))].join(' or ')
  const { shape, name } = resolve(parts, schema)
  if (name !== undefined)
    return PLAIN.has(name) ? name.replace(/(?<=[a-z])[A-Z]/g, (x) => ` ${x}`).toLowerCase() : name
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.items) return `list of ${typeOf(parts, shape.items)}`
  if (shape.format === 'uuid') return 'id'
  if (shape.format === 'date-time') return 'instant'
  if (shape.format) return shape.format
  const types = [shape.type ?? 'anything'].flat()
  return types.map((type) => (type === 'string' ? 'text' : type)).join(' or ')
}

function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string | undefined {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength]
  const unit = maxLength === undefined && minLength === undefined ? '' : ' characters'
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`
  if (most !== undefined) return `at most ${most}${unit}`
  return least === undefined ? undefined : `at least ${least}${unit}`
}

function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
