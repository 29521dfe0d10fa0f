import { type Call, readArguments } from './call.js'
import { listOf, type Page } from './list.js'
import { CALLS, type Resources } from './resources.js'
import { send, type Transport } from './send.js'

/** What a client is made from. */
export type HourglassSettings = {
  /** Where the installation is: `https://pay.example.com`. */
  baseUrl: string
  /** An API key or an access token, or what gives one whenever it is asked. None for signing up and price lists. */
  apiKey?: string | (() => string | Promise<string>) | undefined
  /** Instead of the platform's own. */
  fetch?: typeof globalThis.fetch
  /** How often a call is tried again that got no answer, 429 or 5xx (2). */
  maxRetries?: number
  /** How long one attempt may take, in milliseconds (30 000). */
  timeoutMs?: number
}

/** A client of one installation: `new Hourglass({ baseUrl, apiKey })`. */
export type Hourglass = Resources

class Client {
  constructor({ baseUrl, apiKey, fetch, maxRetries = 2, timeoutMs = 30_000 }: HourglassSettings) {
    const transport: Transport = {
      root: rootOf(baseUrl),
      apiKey,
      // Looked up with each call, and called as a method of nothing but the global object.
      fetch: fetch ?? ((...request) => globalThis.fetch(...request)),
      maxRetries,
      timeoutMs,
    }
    for (const [resource, calls] of Object.entries(CALLS)) {
      const methods = Object.entries(calls).map(([name, call]) => [name, methodOf(transport, call)])
      Object.assign(this, { [resource]: Object.fromEntries(methods) })
    }
  }
}

/** A client of one installation. Its methods are those of `Resources`, made from the table of calls. */
export const Hourglass = Client as new (settings: HourglassSettings) => Hourglass

function methodOf(transport: Transport, call: Call) {
  if (call.kind !== 'list') return async (...args: unknown[]) => send(transport, readArguments(call, args))
  return (...args: unknown[]) => {
    const readPage = async (cursor?: string) => {
      const asked = readArguments(call, args)
      const input = cursor === undefined ? asked.input : { ...asked.input, cursor }
      const page = (await send(transport, { ...asked, input })) as Page<unknown>
      // A list that always comes whole says nothing of a next page.
      return { ...page, next_cursor: page.next_cursor ?? null }
    }
    return listOf(readPage)
  }
}

/** @throws TypeError for what is no address. */
function rootOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl)
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1`
}
