import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import Stripe from 'stripe'
import { type RunningSandbox, startStripeSandbox } from '../sandbox/stripe/server'

let sandbox: RunningSandbox
let stripe: Stripe
let shop: Server
const folder = mkdtempSync(path.join(tmpdir(), 'save-card-'))

/** A page that saves a card with nothing but Stripe.js: `?secret=` is a setup intent's, without it one is made late. */
const PAGE = (stripeJs: string) => `<!doctype html><meta charset="utf-8"><title>Save a card</title>
<form><div id="element"></div><button>Save</button><output></output></form>
<script src="${stripeJs}"></script>
<script>
  const query = new URLSearchParams(location.search)
  const clientSecret = query.get('secret') ?? undefined
  const stripe = Stripe('pk_test_hourglass')
  const elements = stripe.elements({ locale: 'en', ...(clientSecret ? { clientSecret } : { mode: 'setup', currency: 'usd' }) })
  const element = elements.create('payment', { business: { name: 'Hourglass' } })
  element.on('loaderror', ({ error }) => { document.querySelector('output').textContent = error.code })
  element.mount('#element')
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    const { error } = await elements.submit()
    if (error) return
    const late = clientSecret ?? (await (await fetch('/secret')).text())
    const result = await stripe.confirmSetup({
      elements,
      clientSecret: late,
      confirmParams: { return_url: location.origin + '/done' },
      redirect: query.get('redirect') ?? 'if_required',
    })
    document.querySelector('output').textContent = result.error?.code ?? result.setupIntent.status
  })
</script>`

test.beforeAll(async () => {
  const dataFile = path.join(folder, 'stripe.jsonl')
  sandbox = await startStripeSandbox({ port: 0, dataFile, webhookSecret: 'whsec_unused' })
  stripe = new Stripe('sk_test_hourglass', { host: '127.0.0.1', port: sandbox.port, protocol: 'http' })
  shop = createServer(async (request, response) => {
    response.setHeader('content-type', 'text/html')
    const isSecret = request.url === '/secret'
    response.end(isSecret ? (await newIntent()).client_secret : PAGE(`${sandbox.url}/v3/stripe.js`))
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
})

test.afterAll(async () => {
  shop.closeAllConnections()
  shop.close()
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

async function newIntent(): Promise<Stripe.SetupIntent> {
  const customer = await stripe.customers.create({})
  return stripe.setupIntents.create({
    customer: customer.id,
    automatic_payment_methods: { enabled: true },
  })
}

async function open(page: Page, query: Record<string, string>): Promise<void> {
  const { port } = shop.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams(query)}`)
}

async function save(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiration date').fill('1234')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

async function cardsOf({ customer }: Stripe.SetupIntent): Promise<(string | undefined)[]> {
  const { data } = await stripe.customers.listPaymentMethods(String(customer))
  return data.map(({ card }) => card?.last4)
}

test('the Payment Element saves a card with the secret of a setup intent', async ({ page }) => {
  const intent = await newIntent()
  await open(page, { secret: intent.client_secret ?? '' })
  await expect(page.getByText('you allow Hourglass to charge your card')).toBeVisible()
  await save(page, '4242424242424242')
  await expect(page.locator('output')).toHaveText('succeeded')
  expect(await cardsOf(intent)).toEqual(['4242'])
})

test('in setup mode the intent is made only when the card is there', async ({ page }) => {
  await open(page, {})
  await save(page, '4242424242424242')
  await expect(page.locator('output')).toHaveText('succeeded')
})

test('the bank asks, says no, says yes, and the browser is sent back', async ({ page }) => {
  const intent = await newIntent()
  await open(page, { secret: intent.client_secret ?? '', redirect: 'always' })
  await save(page, '4000002500003155')
  await expect(page.getByRole('heading', { name: 'Confirm saving the card' })).toBeVisible()
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await expect(page.locator('output')).toHaveText('setup_intent_authentication_failure')
  expect(await cardsOf(intent)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await page.waitForURL('**/done?*')
  expect(new URL(page.url()).searchParams.get('setup_intent')).toBe(intent.id)
  expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded')
  expect(await cardsOf(intent)).toEqual(['3155'])
})

test('a card that is declined is not saved, and an intent that is over opens no form', async ({ page }) => {
  const intent = await newIntent()
  await open(page, { secret: intent.client_secret ?? '' })
  await save(page, '4000000000000002')
  await expect(page.locator('output')).toHaveText('card_declined')
  await stripe.setupIntents.cancel(intent.id)
  await open(page, { secret: intent.client_secret ?? '' })
  await expect(page.locator('output')).toHaveText('setup_intent_unexpected_state')
})
