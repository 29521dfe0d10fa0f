import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { ALL_ROUTES } from '@/app/api/v1/all-routes'
import type { RouteHandler } from '@/lib/http/boundary'

/** What becomes of a call before or after the server works on it; undefined: nothing. */
export type Fault = (request: IncomingMessage) => 'drop the answer' | 'hang up' | Response | undefined

/** Every route of the API behind a real server, which a test can have fail. */
export async function serveApi() {
  const state: { fault: Fault } = { fault: () => undefined }
  const seen: { method: string; url: string; key: string | undefined; body: string }[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = 'GET', url = '/', headers } = incoming
    const key = headers['idempotency-key']
    seen.push({ method, url, key: key?.toString(), body: Buffer.concat(chunks).toString() })
    const fault = state.fault(incoming)
    if (fault === 'hang up') return void incoming.socket.destroy()
    const answer = fault instanceof Response ? fault : await answerOf(incoming, Buffer.concat(chunks))
    if (fault === 'drop the answer') return void incoming.socket.destroy()
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(outgoing)
    else outgoing.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The calls that came, in order. */
    seen,
    /** From now on this becomes of each call. */
    failBy: (fault: Fault) => {
      state.fault = fault
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type ServedApi = Awaited<ReturnType<typeof serveApi>>

async function answerOf(incoming: IncomingMessage, body: Buffer): Promise<Response> {
  const { method = 'GET', url = '/' } = incoming
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const { pathname } = new URL(url, 'http://127.0.0.1:8000')
  for (const [path, exported] of Object.entries(ALL_ROUTES)) {
    const params = new RegExp(`^/api/v1${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(pathname)
    const handler = exported[method] as RouteHandler | undefined
    if (!params || !handler) continue
    const decoded = Object.entries(params.groups ?? {}).map(([name, part]) => [
      name,
      decodeURIComponent(part),
    ])
    const init = { method, headers, ...(body.length === 0 ? {} : { body: new Uint8Array(body) }) }
    return handler(new Request(`http://127.0.0.1:8000${url}`, init), {
      params: Promise.resolve(Object.fromEntries(decoded)),
    })
  }
  return new Response('no such page', { status: 404 })
}
