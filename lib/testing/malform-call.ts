import type { RoutedOperation } from '@/lib/http/openapi/build-document'
import type { JsonSchema } from '@/lib/http/openapi/sent-as'
import type { Send } from './api-client'
import type { ApiContract } from './api-contract'

/** A call that is wrong, and what is wrong with it. */
export type Malformed = {
  what: string
  send: Send & { query?: string }
  /** The field that the refusal must name, if it must. */
  field?: string
}

/** Values that hardly any field takes; those that the document allows are left out. */
const WRONG: unknown[] = [
  null,
  true,
  [],
  {},
  '',
  -1,
  0.5,
  1e300,
  '☃',
  'x'.repeat(30_000),
  ['a'],
  { $gt: 0 },
  "'; drop table users; --",
]

/** All that can be wrong with a call, by what the document says is right. */
export function malformCall(routed: RoutedOperation, contract: ApiContract): Malformed[] {
  const described = operationOf(contract.document, routed)
  return [
    ...malformedBodies(routed, described, contract),
    ...unwantedBodies(routed),
    ...malformedQueries(routed, described),
    ...malformedPaths(routed),
    ...malformedKeys(routed),
  ]
}

type Described = {
  parameters: { name: string; in: string; schema?: JsonSchema }[]
  requestBody?: { required: boolean; content: { 'application/json': { schema: BodySchema } } }
}
type BodySchema = { properties: Record<string, JsonSchema>; required?: string[] }

function operationOf(document: JsonSchema, { path, method }: RoutedOperation): Described {
  return (document.paths as Record<string, Record<string, Described>>)[path]?.[
    method.toLowerCase()
  ] as Described
}

function malformedBodies(
  { operation }: RoutedOperation,
  { requestBody }: Described,
  contract: ApiContract,
): Malformed[] {
  if (!requestBody) return []
  const good = operation.example?.body ?? {}
  const { properties, required = [] } = requestBody.content['application/json'].schema
  const wrongFields = Object.entries(properties).flatMap(([field, schema]) =>
    WRONG.filter((value) => !contract.allows(schema, value)).map((value) => ({
      what: `${field} is ${JSON.stringify(value).slice(0, 30)}`,
      send: { body: { ...good, [field]: value } },
      field,
    })),
  )
  const missing = required.map((field) => {
    const { [field]: _, ...rest } = good
    return { what: `${field} is missing`, send: { body: rest }, field }
  })
  const first = Object.keys(properties)[0] ?? 'x'
  const text = JSON.stringify(good)
  const wrongTexts = {
    'no JSON': '{',
    ...(requestBody.required ? { nothing: '' } : {}),
    'a list': '[]',
    null: 'null',
    'a text': '"x"',
    'a number': '7',
    'a name twice': `{"${first}":"1","${first}":"2"}`,
    'a deep nest': `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    'a NUL': `{"${first}":"a\\u0000b"}`,
    'half a pair': `{"${first}":"\\ud800"}`,
    'too much': `{"${first}":"${'x'.repeat(70_000)}"}`,
    'a prototype': `{"__proto__":{"role":"admin"},${text.slice(1)}`,
  }
  return [
    ...wrongFields,
    ...missing,
    { what: 'an unknown field', send: { body: { ...good, surprise: 1 } }, field: 'surprise' },
    ...Object.entries(wrongTexts).map(([what, body]) => ({ what, send: { body } })),
    ...['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', ''].map(
      (type) => ({ what: `the type "${type}"`, send: { headers: { 'Content-Type': type } } }),
    ),
  ]
}

/** What a call that takes no body is sent all the same: it would be overlooked. */
function unwantedBodies({ operation }: RoutedOperation): Malformed[] {
  if (operation.body || operation.idempotencyKey === 'none') return []
  return [
    { what: 'an unwanted body', send: { body: { surprise: 1 } }, field: 'surprise' },
    { what: 'a body that names no user', send: { body: { user: 'x' } }, field: 'user' },
    ...['{', 'null', '[]'].map((body) => ({ what: `the body ${body}`, send: { body } })),
    { what: 'a text', send: { body: 'x', headers: { 'Content-Type': 'text/plain' } } },
  ]
}

function malformedQueries({ operation }: RoutedOperation, { parameters }: Described): Malformed[] {
  /** The example's other parts, which may be needed, and then the wrong one. */
  const beside = (wrong: string, name = '') => {
    const { [name]: _, ...rest } = operation.example?.query ?? {}
    return [new URLSearchParams(rest).toString(), wrong].filter(Boolean).join('&')
  }
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const wrong = query
    .filter(({ schema }) => schema?.type !== 'string' || schema.format || schema.enum || schema.pattern)
    .flatMap(({ name }) =>
      ['', '☃', '-1', '%00', 'x'.repeat(3000), '1;2'].map((value) => ({
        what: `?${name}=${value.slice(0, 10)}`,
        send: { query: beside(`${name}=${value === '%00' ? value : encodeURIComponent(value)}`, name) },
        field: name,
      })),
    )
  const twice = query.map(({ name }) => ({
    what: `?${name} twice`,
    send: { query: beside(`${name}=1&${name}=1`, name) },
    field: name,
  }))
  return [
    ...wrong,
    ...twice,
    { what: 'an unknown part of the query', send: { query: beside('surprise=1') }, field: 'surprise' },
  ]
}

function malformedPaths({ path }: RoutedOperation): Malformed[] {
  const ids = ['x', '', '0', '../users', '%00', "' or 1=1", 'x'.repeat(5000), crypto.randomUUID()]
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) =>
    ids.map((id) => ({ what: `the id ${id.slice(0, 40)}`, send: { params: { [name]: id } } })),
  )
}

function malformedKeys({ operation }: RoutedOperation): Malformed[] {
  if (operation.idempotencyKey === 'none') return []
  const wrong = ['', 'a b', 'x'.repeat(256), 'ключ'.normalize('NFC')].map((key) => ({
    what: `the key "${key.slice(0, 10)}"`,
    send: { headers: { 'Idempotency-Key': encodeHeader(key) } },
    field: 'Idempotency-Key',
  }))
  const two = { 'Idempotency-Key': 'a', 'Idempotence-Key': 'b' }
  return [...wrong, { what: 'two keys', send: { headers: two }, field: 'Idempotency-Key' }]
}

/** A header's bytes as `fetch` takes them. */
function encodeHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
