import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RouteHandler } from '@/lib/http/boundary'

/** Serves one route's handler over HTTP, byte for byte, for what can only post to an address. */
export async function serveHandler(
  handler: RouteHandler,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    )
    const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }
    const method = request.method ?? 'GET'
    const answer = await handler(
      new Request(`http://127.0.0.1:8000${request.url}`, { method, headers, ...body }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
