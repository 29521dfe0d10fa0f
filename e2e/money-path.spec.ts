import { expect, type Page, test } from '@playwright/test'

const PASSWORD = 'correct horse battery'
const EXPIRY = '12 / 34'

/** Signs a new person up in the browser. */
async function signUp(page: Page): Promise<string> {
  const email = `e2e-${crypto.randomUUID()}@example.test`
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/balance$/)
  return email
}

/** Asks for a top-up and stops at the card form. @returns the payment's address. */
async function beginTopUp(page: Page, amount: string, currency = 'RUB'): Promise<string> {
  await page.goto(`/top-up?currency=${currency}`)
  await page.getByRole('textbox', { name: 'Amount' }).fill(amount)
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page).toHaveURL(/\/pay\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('Card number')).toBeVisible()
  return page.url()
}

async function fillCard(page: Page, number: string): Promise<void> {
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiration date').fill(EXPIRY)
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: /^Pay / }).click()
}

async function topUp(page: Page, amount: string): Promise<void> {
  await beginTopUp(page, amount)
  await fillCard(page, '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
}

/** Moves the test clock by pressing the control that is on every page, and waits until the hours are billed. */
async function pass(page: Page, button: '+1 hour' | '+1 day'): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByText(/passed/).last()).toBeVisible({ timeout: 45_000 })
  await page.reload()
}

/** Stands the clock still at a full hour to come, so that the sums below are exact. */
async function freezeAtFullHour(page: Page): Promise<void> {
  const { now } = await (await page.request.get('/api/sandbox/clock')).json()
  const hour = new Date(Math.ceil(Date.parse(now) / 3_600_000) * 3_600_000)
  const frozen = await page.request.post('/api/sandbox/clock', { data: { now: hour.toISOString() } })
  expect(frozen.ok()).toBe(true)
}

/** The amounts in the log, newest first, as they are shown. */
async function logOf(page: Page): Promise<{ type: string; amount: string; balance: string }[]> {
  const { data } = await page.request
    .get('/transactions/export')
    .then(async (response) => ({ data: parseCsv(await response.text()) }))
  return data.map((row) => ({ type: row.type ?? '', amount: row.amount ?? '', balance: row.balance ?? '' }))
}

function parseCsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  )
}

test('sign up, top up, run a tariff, run dry, top up again', async ({ page }) => {
  test.setTimeout(180_000)
  await freezeAtFullHour(page)
  await signUp(page)
  await expect(page.getByRole('heading', { name: 'Start here' })).toBeVisible()

  await topUp(page, '1342.00')
  await page.goto('/balance')
  await expect(page.getByText('₽1,342.00').first().or(page.getByText('RUB 1,342.00').first())).toBeVisible()
  expect(await logOf(page)).toEqual([{ type: 'top_up', amount: '1342.00', balance: '1342.00' }])

  await page.goto('/tariffs')
  await page.getByRole('button', { name: 'Start GPU A100' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByText('Running').first()).toBeVisible()

  await pass(page, '+1 hour')
  expect(await logOf(page)).toEqual([
    { type: 'usage', amount: '-312.00', balance: '1030.00' },
    { type: 'top_up', amount: '1342.00', balance: '1342.00' },
  ])
  await page.goto('/transactions')
  await expect(page.getByRole('cell', { name: 'Usage' }).first()).toBeVisible()
  await expect(page.getByText(/312\.00/).first()).toBeVisible()

  await pass(page, '+1 day')
  const [last] = await logOf(page)
  expect(last).toMatchObject({ type: 'usage', balance: '0.00' })
  await page.goto('/balance')
  await expect(page.getByText('Your services have stopped')).toBeVisible()
  await page.goto('/tariffs')
  await expect(page.getByText('Stopped: no money')).toBeVisible()

  await topUp(page, '700.00')
  await page.goto('/tariffs')
  await expect(page.getByText('Stopped: no money')).toBeHidden()
  const rows = await logOf(page)
  // The day without money was free: nothing stands between running dry and the top-up.
  expect(rows.slice(0, 2).map(({ type }) => type)).toEqual(['top_up', 'usage'])
  expect(rows[0]?.balance).toBe('700.00')
  await pass(page, '+1 hour')
  expect((await logOf(page))[0]).toEqual({ type: 'usage', amount: '-312.00', balance: '388.00' })

  await page.goto('/tariffs')
  await page.getByRole('button', { name: 'Stop GPU A100' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('button', { name: 'Stop GPU A100' })).toBeHidden()
})

test('a declined card says why, charges nothing and can be tried again', async ({ page }) => {
  await signUp(page)
  await beginTopUp(page, '500.00')
  await fillCard(page, '4000 0000 0000 9995')
  await expect(page.getByText('There is not enough money on the card.')).toBeVisible()
  expect(await logOf(page)).toEqual([])
  await fillCard(page, '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
  expect(await logOf(page)).toEqual([{ type: 'top_up', amount: '500.00', balance: '500.00' }])
})

test('3-D Secure: what the bank does not confirm is not paid, what it confirms is', async ({ page }) => {
  await signUp(page)
  await beginTopUp(page, '250.00')
  await fillCard(page, '4000 0027 6000 3184')
  await page.getByRole('button', { name: 'Fail authentication' }).click()
  await expect(page.getByText('The bank did not confirm that it is you.')).toBeVisible()
  expect(await logOf(page)).toEqual([])
  await page.getByRole('button', { name: /^Pay / }).click()
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
  expect(await logOf(page)).toHaveLength(1)
})

test("someone else's payment does not exist, nor does it for a stranger", async ({ page, browser }) => {
  await signUp(page)
  const address = await beginTopUp(page, '99.00')
  const other = await browser.newPage()
  await other.goto(address)
  await expect(other).toHaveURL(/\/sign-in\?callbackUrl=/)
  await signUp(other)
  const response = await other.goto(address)
  expect(response?.status()).toBe(404)
  expect((await other.goto(`${address}/result`))?.status()).toBe(404)
  await expect(other.getByText('99')).toHaveCount(0)
  await other.close()
})

test('a key made on its page pays through the API until it is revoked', async ({ page, request }) => {
  await signUp(page)
  await page.goto('/api-keys')
  await page.getByRole('button', { name: 'Create key' }).first().click()
  await page.getByLabel('Name').fill('shop')
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click()
  const key =
    (await page
      .getByText(/^hg_\w+$/)
      .first()
      .textContent()) ?? ''
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText(key)).toHaveCount(0)

  const headers = { authorization: `Bearer ${key}` }
  const wish = { headers, data: { value: 1342, currency: 'RUB', description: 'Оплата подписки' } }
  const payment = await (await request.post('/api/v1/payment', wish)).json()
  await page.goto(payment.confirmation_url)
  await fillCard(page, '4242 4242 4242 4242')
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
  const paid = await (await request.get(`/api/v1/payment/${payment.id}`, { headers })).json()
  expect(paid).toMatchObject({ status: 'succeeded', paid: true })

  await page.goto('/api-keys')
  await page.getByRole('button', { name: 'Revoke shop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('Revoked').first()).toBeVisible()
  expect((await request.get('/api/v1/balance', { headers })).status()).toBe(401)
})

test('a session ends with sign-out, and pages ask to sign in', async ({ page }) => {
  const email = await signUp(page)
  await page.getByRole('button', { name: email }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/$/)
  await page.goto('/transactions')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Ftransactions/)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The e-mail or the password is wrong.')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/transactions$/)
})
