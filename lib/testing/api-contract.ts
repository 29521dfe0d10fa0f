import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { RoutedOperation } from '@/lib/http/openapi/build-document'
import type { JsonSchema } from '@/lib/http/openapi/sent-as'
import { call, type Reply, type Send } from './api-client'

/** A document as a test looks into it. */
type Node = { [key: string]: Node } & { $ref?: string }

/** Checks answers, and what is sent, by the words of the document alone. */
export class ApiContract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true })

  constructor(readonly document: JsonSchema) {
    addFormats.default(this.ajv)
    this.ajv.addSchema(document, 'api')
  }

  /** What of an answer the document does not say; empty for one that it does. */
  faultsOf({ path, method }: Pick<RoutedOperation, 'path' | 'method'>, reply: Reply): string[] {
    const place = ['paths', path, method.toLowerCase(), 'responses', String(reply.status)]
    const response = this.resolve(place)
    if (!response) return [`the status ${reply.status} is not in the document: ${reply.text}`]
    const type = reply.headers.get('content-type')?.split(';')[0] ?? ''
    const pointer = [...response.place, 'content', type, 'schema']
    const validate = this.ajv.getSchema(`api#/${pointer.map(escaped).join('/')}`)
    if (!validate) return [`the type ${type} is not in the document`]
    validate(reply.json ?? reply.text)
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message}: ${reply.text}`,
    )
  }

  /** Whether a value may be sent where the document has this schema. */
  allows(schema: JsonSchema, value: unknown): boolean {
    return this.ajv.validate(schema, value)
  }

  private resolve(place: string[]): { place: string[] } | undefined {
    const node = place.reduce<Node | undefined>((part, key) => part?.[key], this.document as Node)
    return node?.$ref ? { place: node.$ref.slice(2).split('/') } : node && { place }
  }
}

function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
}

/** Calls an operation as its example says, changed where a test wants it changed. */
export function callExample(
  { path, method, handler, operation }: RoutedOperation,
  change: Send & { query?: string } = {},
): Promise<Reply> {
  const { example } = operation
  const params: Record<string, string> = { ...example?.params, ...change.params }
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = change.query ?? new URLSearchParams(example?.query).toString()
  const needsKey = operation.idempotencyKey === 'required'
  return call(handler, `/api/v1${address}?${query}`, {
    method,
    params,
    ...('body' in change ? { body: change.body } : operation.body ? { body: example?.body ?? {} } : {}),
    ...(change.as === undefined ? {} : { as: change.as }),
    headers: { ...(needsKey ? { 'Idempotency-Key': crypto.randomUUID() } : {}), ...change.headers },
  })
}
