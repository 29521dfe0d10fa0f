import type { ClientCall } from './read-calls'
import { answerName, inputName, rowName } from './write-schema'

/** The methods of the client as TypeScript: their types, for people and editors, and the table they are made from. */
export function writeResources(calls: readonly ClientCall[]): string {
  const resources = [...new Set(calls.map(({ resource }) => resource))].map((name) => ({
    name,
    calls: calls.filter(({ resource }) => resource === name),
  }))
  const types = resources.map(({ name, calls }) => `${name}: {\n${calls.map(methodTypes).join('\n')}\n}`)
  const table = resources.map(({ name, calls }) => `${name}: {\n${calls.map(entries).join('\n')}\n},`)
  return `
/** Every call of the API, grouped by what it is about. */
export interface Resources {
${types.join('\n')}
}

/** How each call is made. */
export const CALLS = {
${table.join('\n')}
} as const satisfies CallTable
`
}

function methodTypes(call: ClientCall): string {
  const row = rowName(call)
  const answer = row ? `List<schema.${row}>` : `Promise<schema.${answerName(call)}>`
  const method = `${comment(call)}${call.method}(${parameters(call)}): ${answer}`
  if (call.files.length === 0) return method
  const types = call.files.map((type) => `'${type}'`).join(' | ')
  // The type says how it is written; a second word for it in the input could say something else.
  const inputType = `Omit<schema.${inputName(call)}, 'format'>`
  return `${method}
/** The same as a file: what \`${call.method}\` says of it holds here too. */
${fileMethod(call)}(type: ${types}, ${parameters(call, inputType)}): Promise<Response>`
}

function parameters(call: ClientCall, inputType = `schema.${inputName(call)}`): string {
  const isWrite = call.httpMethod !== 'GET'
  return [
    ...call.params.map((param) => `${param}: string`),
    ...(call.input === 'none' ? [] : [`input${call.mayBeEmpty ? '?' : ''}: ${inputType}`]),
    `options?: ${isWrite ? 'WriteOptions' : 'CallOptions'}`,
  ].join(', ')
}

function comment({ summary, description, path, httpMethod }: ClientCall): string {
  const lines = [`${summary}.`, ...description.split('\n').filter(Boolean), `\`${httpMethod} ${path}\``]
  return `/**\n${lines.map((line) => ` * ${line}`).join('\n *\n')}\n */\n`
}

function entries(call: ClientCall): string {
  const { id, httpMethod, path, input } = call
  const entry = (kind: string) =>
    `{ id: '${id}', method: '${httpMethod}', path: '${path}', input: '${input}', kind: '${kind}' },`
  const own = `${call.method}: ${entry(call.rowSchema ? 'list' : 'one')}`
  return call.files.length === 0 ? own : `${own}\n${fileMethod(call)}: ${entry('file')}`
}

/** `list` has `export` beside it, `get` has `getFile`. */
function fileMethod({ method }: ClientCall): string {
  return method === 'list' ? 'export' : `${method}File`
}
