/** Game servers, paid for in advance and by the time they run. README.md says how to start it. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Hourglass, HourglassError, verifyWebhook, WebhookVerificationError } from 'hourglass-client'

/** `machines` is what switches a visitor's game server on and off: a hypervisor, a cloud. */
export type Shop = {
  hourglass: Hourglass
  tariff: string
  webhookSecret: string
  url: string
  machines: { start(user: string): void; stop(user: string): void }
}

export function createShop({ hourglass, tariff, webhookSecret, url, machines }: Shop) {
  /** Each visitor is a user of Hourglass. A shop with accounts of its own would keep the id with them. */
  async function userOf(visitor: string): Promise<string> {
    const email = `${visitor}@visitors.example`
    const known = await hourglass.users.list({ email })
    return (known.data[0] ?? (await hourglass.users.create({ email, password: randomUUID() }))).id
  }

  async function findServer(user: string) {
    for await (const one of hourglass.subscriptions.list({ user })) if (one.status !== 'canceled') return one
  }

  async function page(user: string) {
    const [{ balances }, server] = await Promise.all([hourglass.balance.get({ user }), findServer(user)])
    // The key is the click's own: two clicks on one button start one server, and ask for one payment.
    const button = (action: string, label: string, field = '') =>
      `<form method="post" action="${action}">${field}<button name="key" value="${randomUUID()}">${label}</button></form>`
    return `<!doctype html><meta charset="utf-8"><title>Game servers</title>
      <p>Balance: ${balances.map((one) => `${one.available} ${one.currency}`).join(', ') || 'nothing yet'}</p>
      <p>Your server: ${server?.entitled ? `runs until ${server.entitled_until}` : (server?.status ?? 'off')}</p>
      ${server ? button('/stop', 'Stop') : button('/start', 'Start')}
      ${button('/top-up', 'Top up', '<input name="value" value="300.00" size="8"> RUB ')}`
  }

  /** What a click does. @returns where it leads. */
  async function act(action: string, user: string, form: URLSearchParams): Promise<string> {
    const idempotencyKey = `${action}:${form.get('key')}`
    if (action === '/top-up') {
      const value = form.get('value') ?? ''
      const wish = { user, value, currency: 'RUB', description: 'Game servers', return_url: url }
      return (await hourglass.payments.create(wish, { idempotencyKey })).confirmation_url
    }
    const server = await findServer(user)
    if (action === '/start') {
      const started = server ?? (await hourglass.subscriptions.start({ user, tariff }, { idempotencyKey }))
      if (started.entitled) machines.start(user)
    } else if (action === '/stop') {
      if (server) await hourglass.subscriptions.stop(server.id, { user }, { idempotencyKey })
      machines.stop(user)
    }
    return '/'
  }

  /** Webhooks may come late and twice: they say where to look, and the API says how it stands now. */
  async function hear(request: IncomingMessage): Promise<void> {
    const event = await verifyWebhook(await text(request), request.headers, webhookSecret)
    if (event.type !== 'subscription.suspended' && event.type !== 'subscription.resumed') return
    const server = await hourglass.subscriptions.get(event.data.subscription, { user: event.user })
    machines[server.entitled ? 'start' : 'stop'](event.user)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname } = new URL(request.url ?? '/', url)
    if (pathname === '/webhooks') return hear(request).then(() => response.writeHead(204).end())
    const visitor = /visitor=([\w-]{36})/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID()
    response.setHeader('Set-Cookie', `visitor=${visitor}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`)
    const user = await userOf(visitor)
    if (request.method !== 'POST')
      return response.setHeader('Content-Type', 'text/html').end(await page(user))
    const form = new URLSearchParams(await text(request))
    return response.writeHead(303, { Location: await act(pathname, user, form) }).end()
  }

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const known = error instanceof HourglassError ? error : undefined
      const status = known?.status ?? (error instanceof WebhookVerificationError ? 400 : 503)
      response.writeHead(status).end(known?.detail ?? 'That did not work.')
    })
  })
}

const {
  HOURGLASS_URL: baseUrl,
  HOURGLASS_KEY: apiKey,
  TARIFF: tariff,
  WEBHOOK_SECRET: webhookSecret,
} = process.env
if (baseUrl && apiKey && tariff && webhookSecret) {
  const say = (what: string) => (user: string) => void process.stdout.write(`${what} the server of ${user}\n`)
  const machines = { start: say('Start'), stop: say('Stop') }
  const shop = { hourglass: new Hourglass({ baseUrl, apiKey }), tariff, webhookSecret, machines }
  createShop({ ...shop, url: 'http://127.0.0.1:3000/' }).listen(3000, '127.0.0.1')
}
