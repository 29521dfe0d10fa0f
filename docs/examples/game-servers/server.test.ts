import type { AddressInfo } from 'node:net'
import { Hourglass } from 'hourglass-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { plantOperator, serveFrom } from '@/lib/testing/api-client'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { withStripeSandbox } from '@/lib/testing/with-stripe-sandbox'
import { deliverWebhooks } from '@/lib/webhooks/deliver-webhooks'
import { type ServedApi, serveApi } from '@/packages/client/serve-api.fixture'
import { createShop } from './server'

let base: TestDatabase
let api: ServedApi
let shop: ReturnType<typeof createShop>
let hourglass: Hourglass
let url: string
const running = new Set<string>()
const begin = new Date('2026-03-01T12:00:00.000Z')

withStripeSandbox()

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  await freezeClock(base.db, begin)
  api = await serveApi()
  hourglass = new Hourglass({ baseUrl: api.url, apiKey: (await plantOperator(base)).key })
  const tariff = await hourglass.tariffs.create({
    name: 'Game server',
    currency: 'RUB',
    hourly_rate: '150.00',
  })
  // Its own address is known once it listens; the endpoint's secret once the endpoint is made.
  const settings = { hourglass, tariff: tariff.id, webhookSecret: '', url: '' }
  const machines = {
    start: (user: string) => running.add(user),
    stop: (user: string) => running.delete(user),
  }
  const port = await freePort()
  url = `http://127.0.0.1:${port}/`
  const endpoint = await hourglass.webhookEndpoints.create({ url: `${url}webhooks`, audience: 'operator' })
  shop = createShop({ ...settings, webhookSecret: endpoint.secret ?? '', url, machines })
  await new Promise<void>((resolve) => shop.listen(port, '127.0.0.1', resolve))
})
afterAll(async () => {
  shop.closeAllConnections()
  shop.close()
  await api.close()
  await base.close()
})

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A visitor's browser: keeps its cookie, clicks on buttons, follows nothing. */
function openBrowser() {
  let cookie = ''
  const request = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, url), { ...init, headers: { cookie }, redirect: 'manual' })
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
  return {
    look: async () => (await request('/')).text,
    /** Clicks on what the page shows for this action, twice at once, as impatient people do. */
    click: async (action: string, fields: Record<string, string> = {}) => {
      const html = (await request('/')).text
      const key = new RegExp(`action="${action}".*?name="key" value="([^"]+)"`).exec(html)?.[1]
      expect(key, `the page has ${action}`).toBeDefined()
      const body = new URLSearchParams({ key: key ?? '', ...fields })
      const [first, second] = await Promise.all([1, 2].map(() => request(action, { method: 'POST', body })))
      expect(second).toEqual(first)
      return first
    },
  }
}

/** Pays as the visitor would on the page that the link leads to, and comes back. */
async function pay(paymentId: string): Promise<void> {
  const [row] =
    await base.owner`select stripe_payment_intent_id as intent, user_id from payments where id = ${paymentId}`
  await stripeClient().paymentIntents.confirm(row?.intent, {
    payment_method: 'pm_card_visa',
    return_url: url,
  })
  expect(await hourglass.payments.get(paymentId, { user: row?.user_id })).toMatchObject({
    status: 'succeeded',
  })
}

test('a visitor tops up, plays until the money ends, tops up again, and stops', async () => {
  const visitor = openBrowser()
  expect(await visitor.look()).toContain('Balance: nothing yet')
  expect((await visitor.click('/start'))?.status).toBe(402)
  expect(running.size).toBe(0)

  const toPay = await visitor.click('/top-up', { value: '300.00' })
  expect(toPay?.status).toBe(303)
  await pay(toPay?.location?.split('/').at(-1) ?? '')
  expect(await visitor.look()).toContain('Balance: 300.00 RUB')

  expect(await visitor.click('/start')).toMatchObject({ status: 303, location: '/' })
  expect(running.size).toBe(1)
  expect(await visitor.look()).toContain('runs until 2026-03-01T14:00:00.000Z')

  await freezeClock(base.db, new Date('2026-03-01T12:30:00.000Z'))
  expect(await visitor.look()).toContain('Balance: 225.00 RUB')

  await freezeClock(base.db, new Date('2026-03-01T14:00:01.000Z'))
  await suspendDepleted(base.db)
  await deliverWebhooks(base.db)
  expect(running.size).toBe(0)
  expect(await visitor.look()).toContain('Your server: suspended')

  const more = await visitor.click('/top-up', { value: '150.00' })
  await pay(more?.location?.split('/').at(-1) ?? '')
  await deliverWebhooks(base.db)
  expect(running.size).toBe(1)

  await freezeClock(base.db, new Date('2026-03-01T14:20:01.000Z'))
  await visitor.click('/stop')
  expect(running.size).toBe(0)
  await freezeClock(base.db, new Date('2026-03-02T00:00:00.000Z'))
  expect(await visitor.look()).toContain('Balance: 100.00 RUB')
  expect(await visitor.look()).toContain('Your server: off')
  expect(await verifyLedger(base.db)).toEqual([])
})

test('one visitor sees nothing of another, and a forged webhook does nothing', async () => {
  expect(await openBrowser().look()).toContain('Balance: nothing yet')
  const body = JSON.stringify({
    id: '1',
    type: 'subscription.resumed',
    user: 'x',
    data: { subscription: 'x' },
  })
  const forged = await fetch(new URL('webhooks', url), { method: 'POST', body })
  expect(forged.status).toBe(400)
  expect(running.size).toBe(0)
})

test('what the API refuses is said to the visitor', async () => {
  expect(await openBrowser().click('/top-up', { value: '1.001' })).toMatchObject({ status: 400 })
})
