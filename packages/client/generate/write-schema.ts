import { compile } from 'json-schema-to-typescript'
import { z } from 'zod'
import { assert } from '@/lib/errors'
import type { JsonSchema } from '@/lib/http/openapi/sent-as'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import type { ClientCall } from './read-calls'

/** Parts of the document that tell of an event of any type, and are typed by it in the client. */
const OF_ANY_EVENT = ['Event', 'WebhookPayload']

/** The type of what a call is sent. */
export function inputName({ id }: ClientCall): string {
  return `${pascalCase(id)}Input`
}

/** The type of what a call answers: of the page, if it is a list. */
export function answerName({ id, answerSchema }: ClientCall): string {
  return refName(answerSchema) ?? `${pascalCase(id)}Answer`
}

/** The type of a row of a list. */
export function rowName({ id, rowSchema }: ClientCall): string | undefined {
  return rowSchema && (refName(rowSchema) ?? `${pascalCase(id)}Row`)
}

/** The types of all that is sent and answered, as TypeScript. */
export async function writeSchema(document: JsonSchema, calls: readonly ClientCall[]): Promise<string> {
  const { schemas } = document.components as { schemas: Record<string, JsonSchema> }
  const definitions: Record<string, JsonSchema> = { ...schemas }
  const define = (name: string, schema: JsonSchema) => {
    assert(!(name in definitions), `${name} would be two types`)
    definitions[name] = schema
  }
  for (const name of OF_ANY_EVENT) {
    assert(schemas[name], `the document tells of ${name}`)
    define(`${name}OfAnyType`, schemas[name])
    definitions[name] = { tsType: `OfEachType<${name}OfAnyType>` }
  }
  define('EventDataByType', eventDataSchema())
  for (const call of calls) {
    const row = rowName(call)
    if (call.input !== 'none') define(inputName(call), call.inputSchema)
    if (row && !(row in definitions)) define(row, call.rowSchema ?? {})
    if (!row && !refName(call.answerSchema)) define(answerName(call), call.answerSchema)
  }
  const root = { definitions: onlyTypes(definitions) as Record<string, JsonSchema> }
  return compile(root, 'Schema', {
    bannerComment: '',
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    format: false,
  }).then(tidy)
}

/** What each type of event says, by its type. */
function eventDataSchema(): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(EVENT_DATA).map(([type, schema]) => {
      const { $schema: _, ...written } = z.toJSONSchema(schema, { io: 'output' })
      return [type, written]
    }),
  )
  return {
    type: 'object',
    description: 'What each type of event says in its `data`.',
    properties,
    required: Object.keys(properties),
  }
}

/** The same schemas with references to one another, and without what makes no difference to a type. */
function onlyTypes(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(onlyTypes)
  if (typeof node !== 'object' || node === null) return node
  const { items, prefixItems, ...rest } = node as JsonSchema
  const entries = Object.entries(rest).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'properties') return [[key, mapValues(value as object, onlyTypes)]]
    if (key === 'examples' || key === 'propertyNames' || key === 'default') return []
    if (key === '$ref') return [[key, String(value).replace('#/components/schemas/', '#/definitions/')]]
    return [[key, key === 'enum' || key === 'required' ? value : onlyTypes(value)]]
  })
  // A tuple of one literal, such as ["*"]: the compiler does not know the tuples of JSON Schema's later drafts.
  if (prefixItems) entries.push(['items', { anyOf: onlyTypes(prefixItems) }])
  else if (items) entries.push(['items', onlyTypes(items)])
  const isOpen = rest.type === 'object' && !('properties' in rest) && !('additionalProperties' in rest)
  if (isOpen) entries.push(['additionalProperties', true])
  return Object.fromEntries(entries)
}

function mapValues(fields: object, map: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, map(value)]))
}

function refName({ $ref }: JsonSchema): string | undefined {
  return typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined
}

/** Leaves out the schema that only held the others, and the remarks that each type was part of it. */
function tidy(text: string): string {
  return text
    .replace(/export interface Schema \{[^}]*\}\n*/, '')
    .replace(/ \* ?\n \* This interface was referenced by[^\n]*\n[^\n]*\n/g, '')
    .replace(/\/\*\*\n \* This interface was referenced by[^\n]*\n[^\n]*\n \*\/\n/g, '')
}

/** `createPayment` as the name of a type. */
function pascalCase(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1)
}
