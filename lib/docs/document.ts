/** What is read of a JSON Schema of our document: no more than `lib/http/openapi` writes. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** A parameter, where it is not a reference to a shared one. */
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  schema: Schema
  example?: unknown
}

type Content = Record<string, { schema: Schema; example?: unknown }>

/** An answer, where it is not a reference to a shared one. */
export type Answer = { description: string; content?: Content }

type Ref = { $ref: string }

/** One call. */
export type DocumentedCall = {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters: (Parameter | Ref)[]
  requestBody?: { content: Content }
  responses: Record<string, Answer | Ref>
}

/** The API's document, as far as its pages read it. */
export type ApiDocument = {
  servers: { url: string }[]
  info: { description: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, DocumentedCall>>
  components: {
    schemas: Record<string, Schema>
    parameters: Record<string, Parameter>
    responses: Record<string, Answer>
  }
}

/** What a reference such as `#/components/schemas/Payment` refers to, and its name. */
export function follow<T>(parts: Record<string, T>, ref: string): { name: string; part: T } {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  const part = parts[name]
  if (part === undefined) throw new Error(`BUG: the document refers to ${ref} and has none.`)
  return { name, part }
}
