import { type ApiDocument, type DocumentedCall, follow, type Parameter } from './document'
import { exampleCurl } from './example-curl'
import type { ApiAnswer, ApiChapter, ApiOperation, ApiParameter, ApiRefusal } from './operation'
import { readField, readFields } from './read-fields'

/** Every call can be refused in these ways; the guide on errors tells of them once. */
const UNIVERSAL = new Set(['429', '500', '503'])

/** The document as the pages show it: chapters in their order, each with its calls. A chapter without any is left out. */
export function readChapters(document: ApiDocument): ApiChapter[] {
  const operations = Object.entries(document.paths).flatMap(([path, calls]) =>
    Object.entries(calls).map(([method, call]) => readOperation(document, { path, method, call })),
  )
  return document.tags
    .map(({ name, description }) => ({
      slug: name.toLowerCase().replaceAll(' ', '-'),
      tag: name,
      about: description,
      operations: operations.filter(({ tag }) => tag === name),
    }))
    .filter((chapter) => chapter.operations.length > 0)
}

function readOperation(
  document: ApiDocument,
  { path, method, call }: { path: string; method: string; call: DocumentedCall },
): ApiOperation {
  const [tag = ''] = call.tags
  const scope = call.security.flatMap((way) => Object.values(way).flat())[0] ?? null
  const told = {
    id: call.operationId,
    method: method.toUpperCase(),
    path,
    summary: call.summary,
    // The scope is shown by itself.
    description: (call.description ?? '').replace(/(^|\n\n)Scope: `[^`]+`\.$/, ''),
    tag,
    forOperators: scope === 'operator',
    scope,
    parameters: call.parameters.map((one) => readParameter(document, one)),
    body: readBody(document, call),
    answers: readAnswers(document, call),
    refusals: readRefusals(document, call),
  }
  return { ...told, curl: exampleCurl(document.servers[0]?.url ?? '', told) }
}

function readParameter(
  { components }: ApiDocument,
  given: DocumentedCall['parameters'][number],
): ApiParameter {
  const { name, schema, ...rest }: Parameter =
    '$ref' in given ? follow(components.parameters, given.$ref).part : given
  const field = readField(components.schemas, { name, schema, required: rest.required ?? false })
  return {
    ...field,
    in: rest.in,
    description: rest.description ?? field.description,
    ...(rest.example === undefined ? {} : { example: String(rest.example) }),
  }
}

function readBody({ components }: ApiDocument, { requestBody }: DocumentedCall): ApiOperation['body'] {
  const content = requestBody?.content['application/json']
  if (!content) return null
  const example = content.example === undefined ? '{}' : JSON.stringify(content.example, null, 2)
  return { fields: readFields(components.schemas, content.schema), example }
}

function readAnswers({ components }: ApiDocument, { responses }: DocumentedCall): ApiAnswer[] {
  return Object.entries(responses).flatMap(([status, answer]) => {
    if ('$ref' in answer) return []
    const json = answer.content?.['application/json']
    const fields = json ? readFields(components.schemas, json.schema) : []
    return [{ status, about: answer.description, types: Object.keys(answer.content ?? {}), fields }]
  })
}

function readRefusals({ components }: ApiDocument, { responses }: DocumentedCall): ApiRefusal[] {
  return Object.entries(responses).flatMap(([status, answer]) => {
    if (!('$ref' in answer) || UNIVERSAL.has(status)) return []
    const { description } = follow(components.responses, answer.$ref).part
    return [{ status, codes: [...description.matchAll(/`(\w+)`/g)].map(([, code = '']) => code) }]
  })
}
