import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'

type SignIn = { email: string; password: string; role: string }

const demo = JSON.parse(process.env.E2E_DEMO ?? '[]') as SignIn[]
const STRIPE = process.env.E2E_STRIPE_URL ?? ''
const SECRET = { Authorization: 'Bearer sk_test_hourglass' }

/** Someone new who has paid, by the API and Stripe's. */
async function payUp(request: APIRequestContext, value: string) {
  const person = { email: `e2e-${crypto.randomUUID()}@example.test`, password: 'correct horse battery' }
  await request.post('/api/v1/users', { data: person })
  const { access_token: token } = await (await request.post('/api/v1/token', { data: person })).json()
  const as = { Authorization: `Bearer ${token}` }
  const data = { value, currency: 'RUB', description: 'Server rent' }
  const { id } = await (await request.post('/api/v1/payment', { headers: as, data })).json()
  const { data: intents } = await (
    await request.get(`${STRIPE}/v1/payment_intents?limit=100`, { headers: SECRET })
  ).json()
  const intent = intents.find((one: { metadata: Record<string, string> }) => one.metadata.payment_id === id)
  await request.post(`${STRIPE}/v1/payment_intents/${intent.id}/confirm`, {
    headers: SECRET,
    form: { payment_method: 'pm_card_visa' },
  })
  await expect
    .poll(async () => (await (await request.get(`/api/v1/payment/${id}`, { headers: as })).json()).status)
    .toBe('succeeded')
  return { ...person, id: id as string, intent: intent.id as string, as }
}

const sandbox = (request: APIRequestContext, path: string, data: Record<string, unknown>) =>
  request.post(`${STRIPE}/_sandbox${path}`, { headers: SECRET, data })

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/balance$/)
}

/** What everybody needs of a page: no barrier that axe finds, and nothing wider than a phone. */
async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.setViewportSize({ width: 360, height: 780 })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('an admin refunds a payment, and its user reads why', async ({ page, request }) => {
  const payer = await payUp(request, '1000.00')
  await signIn(page, demo.find(({ role }) => role === 'admin') ?? { email: '', password: '' })
  await page.goto(`/admin/payments/${payer.id}`)
  await page.getByRole('button', { name: 'Refund', exact: true }).click()
  await page.getByLabel('Amount, RUB').fill('1000.01')
  await page.getByLabel('Reason').fill('Server was down')
  await page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click()
  await expect(page.getByText('That is more than is left of this payment to give back.')).toBeVisible()
  await page.getByLabel('Amount, RUB').fill('250.50')
  await page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click()
  await expect(page.getByText('The refund is under way')).toBeVisible()
  await expect(page.getByText('Partly refunded')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Refunds' }).getByText('Server was down')).toBeVisible()
  await expectSound(page)

  await page.context().clearCookies()
  await signIn(page, payer)
  await page.goto('/transactions')
  await expect(page.getByRole('link', { name: 'Server was down' })).toBeVisible()
})

test('a dispute of money that is spent is owed, collected and written off', async ({ page, request }) => {
  const payer = await payUp(request, '1000.00')
  await request.post('/api/v1/charge', {
    headers: { ...payer.as, 'Idempotency-Key': crypto.randomUUID() },
    data: { value: '900.00', currency: 'RUB', reason: 'Spent' },
  })
  await sandbox(request, '/disputes', { payment_intent: payer.intent })
  await signIn(page, demo.find(({ role }) => role === 'admin') ?? { email: '', password: '' })
  await page.goto(`/admin/payments/${payer.id}`)
  await page.getByRole('button', { name: 'Ask Stripe' }).click()
  await expect(page.getByText('All that Stripe knows of it is booked')).toBeVisible()
  await expect(page.getByText('A bank has taken this payment back')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Refund', exact: true })).toHaveCount(0)
  await expectSound(page)

  await page.getByRole('link', { name: payer.email }).click()
  await expect(page.getByText('Disputed', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Remove flag' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove flag' }).click()
  await expect(page.getByText('The flag is gone')).toBeVisible()

  await page.goto('/admin/receivables')
  await expectSound(page)
  const row = page.getByRole('row').filter({ hasText: payer.email })
  await row.getByRole('button', { name: 'Collect' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Collect' }).click()
  await expect(page.getByText('Nothing is available on the balance just now.')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await row.getByRole('button', { name: 'Write off' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Write off' }).click()
  await expect(page.getByText('It is written off')).toBeVisible()
  await expect(row).toHaveCount(0)
})
