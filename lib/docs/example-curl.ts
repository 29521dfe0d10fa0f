import type { ApiOperation } from './operation'

/** Where a call goes: the path and the query of the example, or of what somebody typed. */
export function fillPath(
  { path, parameters }: Pick<ApiOperation, 'path' | 'parameters'>,
  values: Record<string, string>,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name]
    return value ? encodeURIComponent(value) : whole
  })
  const query = new URLSearchParams()
  for (const { name, in: place } of parameters) {
    const value = values[name]
    if (place === 'query' && value) query.set(name, value)
  }
  return query.size === 0 ? filled : `${filled}?${query}`
}

/** The values that a call's example has, by the names of its parameters. */
export function exampleValues({ parameters }: Pick<ApiOperation, 'parameters'>): Record<string, string> {
  return Object.fromEntries(parameters.flatMap(({ name, example }) => (example ? [[name, example]] : [])))
}

/** The example of a call as a command for a shell. @param apiUrl the address below which the paths are. */
export function exampleCurl(apiUrl: string, operation: Omit<ApiOperation, 'curl'>): string {
  const { method, scope, parameters, body } = operation
  const address = apiUrl + fillPath(operation, exampleValues(operation))
  const key = parameters.find((one) => one.in === 'header')
  const lines = [
    `curl ${method === 'GET' || (method === 'POST' && body) ? '' : `-X ${method} `}${quoted(address)}`,
    ...(scope === null ? [] : ['-H "Authorization: Bearer $HOURGLASS_KEY"']),
    // A name that the caller gives this call, such as that of an order.
    ...(key?.required ? [`-H '${key.name}: order-42'`] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${inQuotes(body.example)}`] : []),
  ]
  return lines.join(' \\\n  ')
}

/** A shell takes `?`, `&` and braces for its own. */
function quoted(address: string): string {
  return /[^\w:/.-]/.test(address) ? inQuotes(address) : address
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
