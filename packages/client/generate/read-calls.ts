import { assert } from '@/lib/errors'
import type { JsonSchema } from '@/lib/http/openapi/sent-as'
import { nameCalls } from './name-calls'

/** One call of the document, as the client makes it. */
export type ClientCall = {
  id: string
  resource: string
  method: string
  httpMethod: string
  path: string
  /** The variable parts of the path, in order. */
  params: string[]
  /** Where the input goes; a call has one alone. */
  input: 'query' | 'body' | 'none'
  /** Whether it can be left out. */
  mayBeEmpty: boolean
  inputSchema: JsonSchema
  answerSchema: JsonSchema
  /** The rows of a list, whether it comes in pages or all at once. */
  rowSchema: JsonSchema | undefined
  /** What it comes as besides JSON. */
  files: string[]
  summary: string
  description: string
}

type Parameter = { name: string; in: string; required?: boolean; schema: JsonSchema; description?: string }
type Content = { [type: string]: { schema: JsonSchema } }
type DocumentedOperation = {
  operationId: string
  summary: string
  description?: string
  parameters: (Parameter | { $ref: string })[]
  requestBody?: { required: boolean; content: Content }
  responses: { [status: string]: { content?: Content } }
}

/** Every call that an OpenAPI document of ours tells of. */
export function readCalls(document: JsonSchema): ClientCall[] {
  const operations = Object.entries(
    document.paths as Record<string, Record<string, DocumentedOperation>>,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const names = nameCalls(operations.map(({ path, operation }) => ({ id: operation.operationId, path })))
  return operations.map(({ path, method, operation }) => {
    const name = names.get(operation.operationId)
    assert(name, 'every operation has a name')
    return {
      id: operation.operationId,
      ...name,
      httpMethod: method.toUpperCase(),
      path,
      params: [...path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => param),
      summary: operation.summary,
      description: operation.description ?? '',
      ...inputOf(operation),
      ...answerOf(operation, document),
    }
  })
}

function inputOf(operation: DocumentedOperation): Pick<ClientCall, 'input' | 'mayBeEmpty' | 'inputSchema'> {
  const query = operation.parameters.filter((one): one is Parameter => 'in' in one && one.in === 'query')
  const body = operation.requestBody
  assert(!body || query.length === 0, `${operation.operationId} has a query or a body, not both`)
  const inputSchema = body?.content['application/json']?.schema
  if (body && inputSchema) return { input: 'body', mayBeEmpty: !body.required, inputSchema }
  const required = query.filter((one) => one.required).map(({ name }) => name)
  return {
    input: query.length === 0 ? 'none' : 'query',
    mayBeEmpty: required.length === 0,
    inputSchema: {
      type: 'object',
      required,
      additionalProperties: false,
      properties: Object.fromEntries(
        query.map(({ name, schema, description }) => [
          name,
          description === undefined ? schema : { ...schema, description },
        ]),
      ),
    },
  }
}

function answerOf(
  operation: DocumentedOperation,
  document: JsonSchema,
): Pick<ClientCall, 'answerSchema' | 'rowSchema' | 'files'> {
  const contents = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, { content }]) => (content ? [content] : []))
  const schemas = contents.flatMap((content): JsonSchema[] => {
    const json = content['application/json']
    return json ? [json.schema] : []
  })
  const [only] = schemas
  const answerSchema: JsonSchema = only && schemas.length === 1 ? only : { anyOf: schemas }
  const { data } = (resolve(answerSchema, document).properties ?? {}) as Record<string, JsonSchema>
  return {
    answerSchema,
    rowSchema: data?.items as JsonSchema | undefined,
    files: contents.flatMap((content) => Object.keys(content).filter((type) => type !== 'application/json')),
  }
}

function resolve(schema: JsonSchema, document: JsonSchema): JsonSchema {
  if (typeof schema.$ref !== 'string') return schema
  const { schemas } = document.components as { schemas: Record<string, JsonSchema> }
  return schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}
}
