import { z } from 'zod'
import { type JsonSchema, wireForms } from './sent-as'

/** Where schemas with a name of their own stand in the document. */
const COMPONENTS = '#/components/schemas/'

/** Which way a value goes: to us, or back. */
export type Direction = 'input' | 'output'

/** Turns zod schemas into JSON Schema, and keeps the named ones apart. */
export type SchemaWriter = {
  write: (schema: z.ZodType, io: Direction) => JsonSchema
  /** The named parts of all that was written. */
  components: Record<string, JsonSchema>
}

/** A writer for one document. What JSON Schema cannot say and no `sentAs` explains is an Error. */
export function schemaWriter(): SchemaWriter {
  const components: Record<string, JsonSchema> = {}
  return {
    components,
    write: (schema, io) => {
      const {
        $schema: _,
        $defs,
        ...written
      } = z.toJSONSchema(schema, {
        io,
        unrepresentable: ({ zodSchema }) => formOf(zodSchema),
        override: ({ zodSchema, jsonSchema }) => tidy(zodSchema, jsonSchema, io),
      }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
      const id = z.globalRegistry.get(schema)?.id
      // A named schema that another part refers to is among the parts already, and `written` refers to it.
      const parts = { ...(id === undefined ? {} : { [id]: written }), ...$defs }
      for (const [name, part] of Object.entries(parts)) components[name] ??= asComponent(part)
      return id === undefined ? withDocumentRefs(written) : { $ref: COMPONENTS + id }
    },
  }
}

function formOf(schema: z.core.$ZodType): JsonSchema | undefined {
  return wireForms.get(schema as z.ZodType)?.form
}

function tidy(schema: z.core.$ZodType, json: JsonSchema, io: Direction): void {
  const form = formOf(schema)
  if (form) {
    for (const keyword of Object.keys(json)) drop(json, keyword)
    Object.assign(json, form, z.globalRegistry.get(schema))
  }
  // zod keeps the default of what it transforms to itself.
  if (io === 'input' && schema instanceof z.ZodDefault) json.default ??= schema.def.defaultValue
  // Answers may gain fields within a version; a client that refuses unknown ones would break.
  if (io === 'output' && json.additionalProperties === false) drop(json, 'additionalProperties')
  if (json.minimum === Number.MIN_SAFE_INTEGER) drop(json, 'minimum')
  if (json.maximum === Number.MAX_SAFE_INTEGER) drop(json, 'maximum')
}

function drop(json: JsonSchema, keyword: string): void {
  Reflect.deleteProperty(json, keyword)
}

function asComponent({ id: _, ...schema }: JsonSchema): JsonSchema {
  return withDocumentRefs(schema)
}

/** References to the parts of one schema as references to the parts of the document. */
function withDocumentRefs(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', `"$ref":"${COMPONENTS}`))
}
