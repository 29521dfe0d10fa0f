/** What a single call may be told. */
export type CallOptions = {
  /** Ends the call, its waits between attempts included, with the signal's own reason. */
  signal?: AbortSignal
  /** How long one attempt may take, instead of what the client was told. */
  timeoutMs?: number
  /** How often to try again, instead of what the client was told. */
  maxRetries?: number
}

/** What a call that changes something may be told. */
export type WriteOptions = CallOptions & {
  /**
   * Names this one effect for ever: however often it is asked for, it comes about once. Best made from what you do it
   * for (`order-42`), so that your own restart asks for the same. Left out, one is made for the call and its retries.
   */
  idempotencyKey?: string
}

/** How a call is made. */
export type Call = {
  /** The operation's id in the API's document. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the API's root, with its variable parts in braces. */
  path: string
  /** Where its input goes. */
  input: 'query' | 'body' | 'none'
  /** What it answers: something, a page of many, or a file. */
  kind: 'one' | 'list' | 'file'
}

/** Every call by its resource and method. */
export type CallTable = { [resource: string]: { [method: string]: Call } }

/** A call with all that it is sent. */
export type Asked = {
  call: Call
  params: string[]
  input: Record<string, unknown> | undefined
  /** The type of file asked for. */
  accept?: string
  options: WriteOptions
}

/** Takes the arguments of a method apart: the parts of the path, then the input if it has one, then the options. */
export function readArguments(call: Call, given: readonly unknown[]): Asked {
  const args = [...given]
  const accept = call.kind === 'file' ? { accept: args.shift() as string } : {}
  const names = call.path.match(/\{\w+\}/g) ?? []
  const params = names.map((name) => {
    const param = args.shift()
    // These would turn the call into another: GET /payment/ is the list, and dots climb, even when they are escaped.
    if (typeof param !== 'string' || /^\.{0,2}$/.test(param)) {
      throw new TypeError(`${call.id} needs ${name.slice(1, -1)}.`)
    }
    return param
  })
  const input = call.input === 'none' ? undefined : (args.shift() as Asked['input'])
  return { call, params, input, ...accept, options: (args.shift() as WriteOptions | undefined) ?? {} }
}

/** The address of a call. */
export function urlOf(root: string, { call, params, input }: Asked): string {
  const left = [...params]
  const url = new URL(root + call.path.replace(/\{\w+\}/g, () => encodeURIComponent(left.shift() ?? '')))
  if (call.input === 'query') {
    for (const [name, value] of Object.entries(input ?? {})) {
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
    }
  }
  return url.href
}
