import { expect, test } from 'vitest'
import { control, startReceiver, startTestSandbox } from '../test-sandbox'

const PAID = { amount: 134_200, currency: 'rub', confirm: true, payment_method: 'pm_card_visa' }

/** Presses a button of the page, as a browser without scripts does. */
async function press(url: string, path: string, fields: Record<string, string>) {
  const answer = await fetch(`${url}/_sandbox${path}`, {
    method: 'POST',
    headers: { origin: url, accept: 'text/html,application/xhtml+xml' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() }
}

test('the page shows what happened, escaped, and loads nothing from elsewhere', async () => {
  const { url, stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({ ...PAID, description: '<script>alert(1)</script>' })
  const answer = await fetch(url)
  const html = await answer.text()
  expect(html).toContain(intent.id)
  expect(html).toContain('1,342.00 RUB')
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).not.toContain('<script>')
  expect(html).not.toMatch(/(?:src|href|action)="https?:/)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  const script = await fetch(`${url}/_sandbox/page.js`)
  expect(script.headers.get('content-type')).toContain('text/javascript')
})

test.each([
  ['Refund 1,342.00 RUB', '/refunds', {}, 134_200],
  ['Refund half', '/refunds', { amount: '67100' }, 67_100],
  ['another amount', '/refunds', { value: '342,5', outcome: 'succeeds' }, 34_250],
  ['an empty amount', '/refunds', { value: '', outcome: 'succeeds' }, 134_200],
])('the button "%s" refunds', async (_label, path, fields, refunded) => {
  const { url, stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create(PAID)
  const pressed = await press(url, path, { payment_intent: intent.id, ...fields })
  expect(pressed).toMatchObject({ status: 303, location: '/' })
  const charge = await stripe.charges.retrieve(String(intent.latest_charge))
  expect(charge.amount_refunded).toBe(refunded)
})

test('a button that cannot do what it says answers with the page and a sentence', async () => {
  const { url, stripe } = await startTestSandbox()
  const { id } = await stripe.paymentIntents.create(PAID)
  for (const value of ['1342.01', '0', '1.234', 'all', '-1']) {
    const { status, html } = await press(url, '/refunds', { payment_intent: id, value })
    expect(status).toBe(400)
    expect(html).toMatch(/role="alert">[^<]+</)
    expect(html).toContain(id)
  }
  expect((await stripe.refunds.list()).data).toEqual([])
})

test('each payment has the buttons that its state allows', async () => {
  const sandbox = await startTestSandbox({ lateOutcomeMs: 60_000 })
  const { stripe, url } = sandbox
  const page = async () => (await fetch(url)).text()
  const intent = await stripe.paymentIntents.create(PAID)
  expect(await page()).toMatch(/Refund 1,342\.00 RUB.*Refund half.*Refund that fails.*Dispute.*Inquiry/s)

  const { id } = (await control(sandbox, '/disputes', { payment_intent: intent.id })).body
  expect(await page()).toMatch(/Dispute of 1,342\.00 RUB.*Win.*Lose/s)
  expect(await page()).not.toContain('Refund half')
  await press(url, `/disputes/${id}/decide`, { verdict: 'won' })
  expect(await page()).not.toContain('>Win<')

  const processing = { ...PAID, payment_method: 'pm_card_sandboxProcessing' }
  const late = await stripe.paymentIntents.create(processing)
  expect(await page()).toContain('>Succeed<')
  await press(url, `/payment_intents/${late.id}/settle`, { outcome: 'succeeded' })
  const refund = { payment_intent: late.id, outcome: 'pending' }
  await press(url, '/refunds', refund)
  expect(await page()).toMatch(/Refund of 1,342\.00 RUB.*pending.*Arrives.*Fails.*Cancel/s)
})

test('what is switched on is said at the top, and one button ends all of it', async () => {
  const receiver = await startReceiver()
  const { url, stripe } = await startTestSandbox({ webhookUrl: receiver.url })
  const page = async () => (await fetch(url)).text()
  expect(await page()).not.toContain('Switched on')
  await press(url, '/webhooks', { paused: 'true' })
  await press(url, '/faults', {
    kind: 'error',
    method: '',
    path: '/v1/refunds*',
    works: '',
    status: '503',
    times: '2',
  })
  await stripe.customers.create({ payment_method: 'pm_card_visa', email: 'ada@example.com' })
  const html = await page()
  expect(html).toContain('Switched on: webhooks are paused, 2 calls of the API will go wrong.')
  expect(html).toContain('Any /v1/refunds*, 2×: 503 is answered, nothing is done')
  expect(html).toContain('Release 2')
  expect(html).toContain('ada@example.com')
  expect(await press(url, '/reset', {})).toMatchObject({ status: 303 })
  expect(await page()).not.toContain('Switched on')
  await receiver.waitFor(2)
})
