import { STATUS_CODES } from 'node:http'
import { problemSchema } from '../problem'
import { errorsOf, type ProblemCode } from './errors-of'
import type { SchemaWriter } from './json-schema-of'
import type { Operation } from './operation'
import type { JsonSchema } from './sent-as'

/** What the calls of one document share, as it grows. */
export type DocumentWriter = { schemas: SchemaWriter; responses: Record<string, JsonSchema> }

/** One call as an Operation Object of OpenAPI 3.1. */
export function documentOperation(operation: Operation, path: string, document: DocumentWriter): JsonSchema {
  const { schemas } = document
  const { id, summary, description, tags, scope } = operation
  const told = [description, scope && `Scope: \`${scope}\`.`].filter(Boolean).join('\n\n')
  return {
    operationId: id,
    summary,
    ...(told === '' ? {} : { description: told }),
    tags,
    security: scope === null ? [] : [{ apiKey: [scope] }, { accessToken: [scope] }],
    parameters: [
      ...pathParameters(operation, path),
      ...queryParameters(operation, schemas),
      ...keyParameter(operation),
    ],
    ...requestBody(operation, schemas),
    responses: { ...answers(operation, schemas), ...problems(operation, path, document) },
  }
}

function pathParameters({ example }: Operation, path: string): JsonSchema[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: "Someone else's is answered like one that does not exist.",
    schema: pathSchema(example?.params?.[name]),
    ...exampleOf(example?.params?.[name]),
  }))
}

/** What is counted has a number for an id, a month is written as such; all else has a UUID. */
function pathSchema(example = ''): JsonSchema {
  const pattern = ['^\\d+$', '^\\d{4}-\\d{2}$'].find((one) => new RegExp(one).test(example))
  return { type: 'string', ...(pattern === undefined ? { format: 'uuid' } : { pattern }) }
}

function queryParameters({ query, example }: Operation, writer: SchemaWriter): JsonSchema[] {
  if (!query) return []
  const { properties = {}, required = [] } = writer.write(query, 'input') as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema,
    ...exampleOf(example?.query?.[name]),
  }))
}

function keyParameter({ idempotencyKey }: Operation): JsonSchema[] {
  if (idempotencyKey === 'none') return []
  const name = idempotencyKey === 'required' ? 'RequiredIdempotencyKey' : 'IdempotencyKey'
  return [{ $ref: `#/components/parameters/${name}` }]
}

function requestBody({ body, mayBeEmpty, example }: Operation, writer: SchemaWriter): JsonSchema {
  if (!body) return {}
  const content = { schema: writer.write(body, 'input'), ...exampleOf(example?.body) }
  return { requestBody: { required: !mayBeEmpty, content: { 'application/json': content } } }
}

function answers(operation: Operation, writer: SchemaWriter): JsonSchema {
  const { answers: given, alsoAs = [], idempotencyKey, scope } = operation
  const headers = {
    ...header('X-Request-Id', 'RequestId'),
    ...(scope === null ? {} : rateLimitHeaders),
    ...(idempotencyKey === 'none' ? {} : header('Idempotent-Replayed', 'IdempotentReplayed')),
  }
  return Object.fromEntries(
    Object.entries(given).map(([status, schema]) => [
      status,
      {
        description: STATUS_CODES[status],
        headers,
        content: {
          'application/json': { schema: writer.write(schema, 'output') },
          ...Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: 'string' } }])),
        },
      },
    ]),
  )
}

/** Each set of codes is one shared response: most calls can be refused in the same ways. */
function problems(operation: Operation, path: string, document: DocumentWriter): JsonSchema {
  return Object.fromEntries(
    [...errorsOf(operation, path)].map(([status, codes]) => {
      const name = codes.map(pascalCase).join('Or')
      document.responses[name] ??= problemResponse(status, codes, document)
      return [status, { $ref: `#/components/responses/${name}` }]
    }),
  )
}

function problemResponse(status: number, codes: ProblemCode[], { schemas }: DocumentWriter): JsonSchema {
  const ofThese = { properties: { code: { enum: codes } } }
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: {
      ...header('X-Request-Id', 'RequestId'),
      ...(status === 429 || status === 503 ? header('Retry-After', 'RetryAfter') : {}),
      ...(status === 401 ? header('WWW-Authenticate', 'WwwAuthenticate') : {}),
    },
    content: {
      'application/problem+json': { schema: { allOf: [schemas.write(problemSchema, 'output'), ofThese] } },
    },
  }
}

function pascalCase(code: string): string {
  return code.replace(/(^|_)(\w)/g, (_, _start, letter: string) => letter.toUpperCase())
}

function header(name: string, component: string): JsonSchema {
  return { [name]: { $ref: `#/components/headers/${component}` } }
}

const rateLimitHeaders = {
  ...header('RateLimit', 'RateLimit'),
  ...header('RateLimit-Policy', 'RateLimitPolicy'),
}

function exampleOf(example: unknown): JsonSchema {
  return example === undefined ? {} : { example }
}
