import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

/** A webhook as a receiver got it. */
export type Received = {
  id: string
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape, and fail if they look wrong.
  body: any
}

/** How a receiver answers; by default with 200. */
export type Answering = (received: Received, response: ServerResponse) => void

/** Somebody's server that takes webhooks, and keeps what it got in the order in which it came. */
export async function startReceiver(answer: Answering = (_, response) => void response.end('ok')) {
  const received: Received[] = []
  const state = { answer }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const one = {
        id: String(request.headers['webhook-id']),
        headers: request.headers,
        text,
        body: JSON.parse(text),
      }
      received.push(one)
      state.answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    received,
    port,
    url: `http://127.0.0.1:${port}/hooks`,
    /** From now on it answers otherwise. */
    answerWith: (next: Answering) => {
      state.answer = next
    },
    /** Reads a webhook as a receiver should. @throws if the secret did not sign it. */
    verify: (secret: string, { text, headers }: Received) =>
      new Webhook(secret).verify(text, headers as Record<string, string>),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
