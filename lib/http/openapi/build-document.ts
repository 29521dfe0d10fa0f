import { API_SCOPES } from '@/lib/api-keys/scopes'
import { ERROR_STATUS } from '@/lib/errors'
import type { RouteHandler } from '../boundary'
import { type DocumentWriter, documentOperation } from './document-operation'
import { headerComponents, parameterComponents, securitySchemes } from './document-parts'
import { documentWebhooks } from './document-webhooks'
import { schemaWriter } from './json-schema-of'
import type { Operation } from './operation'
import type { JsonSchema } from './sent-as'
import { TAGS } from './tags'

/** The routes of the API: what each path's module exports, by the path as the document spells it (`/payment/{id}`). */
export type Routes = Record<string, { [exported: string]: unknown }>

/** One call of the API. */
export type RoutedOperation = { path: string; method: string; handler: RouteHandler; operation: Operation }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Every call that the routes can be sent. What a path refuses with 405 is none. */
export function listOperations(routes: Routes): RoutedOperation[] {
  return Object.entries(routes).flatMap(([path, exported]) =>
    METHODS.flatMap((method) => {
      const handler = exported[method] as RouteHandler | undefined
      return handler?.operation ? [{ path, method, handler, operation: handler.operation }] : []
    }),
  )
}

/** The API's OpenAPI 3.1 document, made from the very schemas that its routes read and answer by, and events are told by. */
export function buildDocument(routes: Routes, { apiUrl }: { apiUrl: string }): JsonSchema {
  const writer: DocumentWriter = { schemas: schemaWriter(), responses: {} }
  const paths: Record<string, JsonSchema> = {}
  for (const { path, method, operation } of listOperations(routes)) {
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: documentOperation(operation, path, writer),
    }
  }
  const webhooks = documentWebhooks(writer.schemas)
  return {
    openapi: '3.1.0',
    info: { title: 'Hourglass', version: '1', summary: 'Prepaid payments, billed by the hour.', description },
    servers: [{ url: apiUrl }],
    tags: Object.entries(TAGS).map(([name, about]) => ({ name, description: about })),
    paths,
    webhooks,
    components: {
      schemas: byName(writer.schemas.components),
      responses: byName(writer.responses),
      parameters: parameterComponents,
      headers: headerComponents,
      securitySchemes,
    },
  }
}

function byName(parts: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const description = `
**Access.** Send \`Authorization: Bearer …\` with an API key or with an access token of \`POST /token\`. A key without
scopes may do whatever its user may, short of \`operator\`; a key with scopes only these: ${API_SCOPES.map((scope) => `\`${scope}\``).join(', ')}.
An operator's key may name \`user\` in the body or the query, and then acts for that user.

**Money** is sent and answered in major units, as text with the currency's own digits (\`"1342.00"\`). What a currency
cannot say exactly is refused, never rounded.

**Bodies** are JSON of at most 64 KiB. Unknown fields are refused, and so is a name that comes twice with
different values.

**Retries.** Send an \`Idempotency-Key\` with what changes something. The same key with the same request is answered as
the first time, with \`Idempotent-Replayed: true\`; with another request it is refused. Keys are kept for ever.

**Lists** come in pages: send \`next_cursor\` as \`cursor\` for the next one. Page 10 000 costs what page 1 costs.

**Limits.** A user may make so many calls a minute with all keys and tokens together, an operator ten times as many; \`RateLimit\` says what is
left. Beyond that a 429 says in \`Retry-After\` when to come back.

**Errors** are \`application/problem+json\` (RFC 9457). Branch on \`code\`:

| code | status |
|---|---|
${Object.entries(ERROR_STATUS)
  .map(([code, status]) => `| \`${code}\` | ${status} |`)
  .join('\n')}
| \`internal_error\` | 500 |
`.trim()
