import type { Params, Read } from './params'
import type { Work } from './work'

/** Which of the account's two keys a call came with. */
export type KeyKind = 'secret' | 'publishable'

/** One call of the API, read and checked, on its way through a handler. */
export interface Call<P extends Params> {
  work: Work
  params: Read<P>
  /** The `:id` of the path, or the empty string. */
  id: string
  /** Every name that the path holds, `id` first. */
  ids: string[]
  key: KeyKind
  /** Where this server is reached, for links in answers. */
  baseUrl: string
}

/** A call the sandbox answers: its address, the keys that may make it, its parameters and its handler. */
export interface Route {
  method: 'DELETE' | 'GET' | 'POST'
  path: string
  /** `any`: also with the publishable key, as from a browser. */
  keys: 'secret' | 'any'
  params: Params
  run(call: Call<Params>): unknown
}

/** Declares a route whose handler sees its own parameters' types. */
export function route<P extends Params>(
  method: Route['method'],
  path: string,
  keys: Route['keys'],
  params: P,
  run: (call: Call<P>) => unknown,
): Route {
  return { method, path, keys, params, run: run as Route['run'] }
}
