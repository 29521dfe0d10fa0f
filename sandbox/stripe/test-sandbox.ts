import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { onTestFinished } from 'vitest'
import { type RunningSandbox, type SandboxOptions, startStripeSandbox } from './server'

/** The secret that a test's webhooks are signed with. */
export const WEBHOOK_SECRET = 'whsec_test'

/** A journal's path that lives as long as the test. */
export function temporaryDataFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return join(directory, 'sandbox.jsonl')
}

/** A sandbox on a free port, and the real SDK pointed at it. */
export async function startTestSandbox(
  options: Partial<SandboxOptions> = {},
): Promise<RunningSandbox & { stripe: Stripe }> {
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile: options.dataFile ?? temporaryDataFile(),
    webhookSecret: WEBHOOK_SECRET,
    ...options,
  })
  onTestFinished(() => sandbox.close().catch(() => undefined))
  return { ...sandbox, stripe: sdk(sandbox) }
}

/** The SDK as the app uses it, without retries, so that each answer is the first. */
export function sdk(
  { port }: { port: number },
  key = 'sk_test_hourglass',
  config: Partial<Stripe.StripeConfig> = {},
): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0, ...config })
}

/** Calls a control endpoint of the sandbox, and answers what it said. */
export async function control(
  { url }: { url: string },
  path: string,
  body: Record<string, unknown> = {},
): Promise<{ status: number; body: Record<string, unknown> & { id: string } }> {
  const answer = await fetch(`${url}/_sandbox${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_hourglass', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & { id: string } }
}

/** What the SDK throws for an answer that is an error. */
export async function errorOf(
  promise: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('The call succeeded.')
}

/** A webhook as it arrived. */
export interface Received {
  payload: string
  signature: string
}

/** A receiver of webhooks that answers with `status()`. */
export async function startReceiver(
  status: (count: number) => number = () => 200,
): Promise<{ url: string; received: Received[]; types(): string[]; waitFor(count: number): Promise<void> }> {
  const received: Received[] = []
  const server: Server = createServer(async (request: IncomingMessage, response) => {
    let payload = ''
    for await (const chunk of request) payload += chunk
    received.push({ payload, signature: String(request.headers['stripe-signature']) })
    response.writeHead(status(received.length)).end()
    server.emit('received')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    types: () => received.map(({ payload }) => JSON.parse(payload).type),
    waitFor: async (count) => {
      while (received.length < count) await new Promise((resolve) => server.once('received', resolve))
    },
  }
}
