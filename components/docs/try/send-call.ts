import { fillPath } from '@/lib/docs/example-curl'
import type { ApiOperation } from '@/lib/docs/operation'

/** What a call needs to be made from the page. */
export type TriedOperation = Pick<ApiOperation, 'method' | 'path' | 'parameters'> & {
  needsKey: boolean
  /** The example of the body, as JSON; null where the call takes none. */
  body: string | null
}

/** What came back. */
export type TriedAnswer = {
  status: number
  statusText: string
  /** From sending to the last byte, in milliseconds. */
  took: number
  headers: [name: string, value: string][]
  /** Indented where it is JSON. */
  body: string
}

/** More of an answer than this is not shown: an export can have millions of lines. */
const MOST_SHOWN = 60_000

/** The request that a form asks for. Parameters that were left empty are left out. */
export function readCall(
  operation: TriedOperation,
  form: FormData,
  key: string,
): { url: string; init: RequestInit } {
  const values: Record<string, string> = {}
  const headers: Record<string, string> = {}
  for (const { name, in: place } of operation.parameters) {
    const typed = String(form.get(name) ?? '').trim()
    if (typed === '') continue
    if (place === 'header') headers[name] = typed
    else values[name] = typed
  }
  if (operation.needsKey && key !== '') headers.Authorization = `Bearer ${key}`
  const body = operation.body === null ? '' : String(form.get('body') ?? '')
  if (body !== '') headers['Content-Type'] = 'application/json'
  return {
    url: `/api/v1${fillPath(operation, values)}`,
    init: {
      method: operation.method,
      headers,
      ...(body === '' ? {} : { body }),
      // The key alone says who calls, as it does for a program.
      credentials: 'omit',
      cache: 'no-store',
    },
  }
}

/** Makes the call. Throws where nothing answers. */
export async function sendCall({ url, init }: ReturnType<typeof readCall>): Promise<TriedAnswer> {
  const start = performance.now()
  const response = await fetch(url, init)
  const text = await response.text()
  return {
    status: response.status,
    statusText: response.statusText,
    took: Math.round(performance.now() - start),
    headers: [...response.headers],
    body: indented(text).slice(0, MOST_SHOWN),
  }
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
