import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Api } from './api'
import { HangingCalls } from './faults'
import { handleApiRequest } from './handle-api-request'
import { Idempotency } from './idempotency'
import { LateOutcomes } from './late-outcomes'
import { servePage } from './page/serve-page'
import { Store } from './store'
import { WebhookDispatch } from './webhook-dispatch'
import { WebhookSender } from './webhook-sender'

/** How to start the sandbox. */
export interface SandboxOptions {
  /** 0 takes a free port. */
  port: number
  host?: string
  /** The journal: everything the sandbox remembers. Made when it is missing. */
  dataFile: string
  /** Where events are posted; without it they are only listed. */
  webhookUrl?: string
  /** The `whsec_…` that signs them. */
  webhookSecret: string
  secretKey?: string
  publishableKey?: string
  /** Milliseconds between webhook attempts; the last one repeats. */
  webhookRetryGapsMs?: readonly number[]
  /** Milliseconds that each mutating call takes at least. */
  latencyMs?: number
  /** How long a bank thinks that does not answer at once, in milliseconds. */
  lateOutcomeMs?: number
}

/** A sandbox that is running. */
export interface RunningSandbox {
  url: string
  port: number
  close(): Promise<void>
}

/**
 * Starts a local stand-in for Stripe: its API for the real SDK, webhooks, and a Stripe.js for browsers.
 * @throws Error in production, where nobody pays with test cards
 */
export async function startStripeSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The Stripe sandbox does not run in production: set STRIPE_SECRET_KEY to a real key instead.',
    )
  }
  const { port, host = '127.0.0.1', secretKey = 'sk_test_hourglass' } = options
  const { publishableKey = 'pk_test_hourglass', webhookUrl } = options
  const store = Store.open(options.dataFile)
  const sender = new WebhookSender({
    store,
    secret: options.webhookSecret,
    gapsMs: options.webhookRetryGapsMs,
  })
  const webhooks = new WebhookDispatch(store, sender)
  const surroundings = { webhookUrl, lateOutcomeMs: options.lateOutcomeMs ?? 1500 }
  const lateOutcomes = new LateOutcomes({
    store,
    surroundings,
    onEvents: (ids) => webhooks.announce(ids),
  })
  const api: Api = {
    store,
    keys: { secretKey, publishableKey },
    idempotency: new Idempotency(store),
    webhooks,
    hanging: new HangingCalls(),
    lateOutcomes,
    ...surroundings,
    baseUrl: '',
    latencyMs: options.latencyMs ?? 0,
  }
  const server = createServer((request, response) => {
    handle(api, request, response).catch((error) => {
      console.error(error)
      response.destroy()
    })
  })
  // Longer than clients keep an idle connection: one of theirs is never closed just as they call again.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  api.baseUrl = `http://${host}:${bound}`
  sender.resume(webhookUrl)
  lateOutcomes.resume()
  return {
    url: api.baseUrl,
    port: bound,
    close: async () => {
      webhooks.close()
      sender.close()
      lateOutcomes.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await store.close()
    },
  }
}

async function handle(api: Api, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff')
  const target = request.url ?? '/'
  if (!URL.canParse(target, api.baseUrl)) {
    response.writeHead(400).end()
    return
  }
  const url = new URL(target, api.baseUrl)
  if (!/^\/v[12]\//.test(url.pathname)) {
    await servePage(api, request, response, url)
    return
  }
  // The checkout page is served from another port, so its calls are cross-origin.
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-expose-headers', 'Request-Id, Idempotent-Replayed')
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
      'access-control-allow-headers':
        request.headers['access-control-request-headers'] ?? 'authorization, content-type',
      'access-control-max-age': '600',
    })
    response.end()
    return
  }
  await handleApiRequest(api, request, response, url)
}
