import { expect, type Page, test } from '@playwright/test'

type SignIn = { email: string; password: string; role: string }

const demo = JSON.parse(process.env.E2E_DEMO ?? '[]') as SignIn[]

async function signIn(page: Page, role: 'admin' | 'user'): Promise<void> {
  const person = demo.find((one) => one.role === role)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person?.email ?? '')
  await page.getByLabel('Password', { exact: true }).fill(person?.password ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/balance$/)
}

test('an admin makes a tariff and changes its price; users see it at once', async ({ page, request }) => {
  const name = `Storage ${Date.now()}`
  await signIn(page, 'admin')
  await page.goto('/admin/tariffs')
  await page.getByRole('button', { name: 'New tariff' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Price per hour').fill('0.00893')
  await page.getByRole('button', { name: 'Create tariff' }).click()
  await expect(page.getByText('The tariff is on the price list')).toBeVisible()

  const priceOf = async () => {
    const { data } = await (await request.get('/api/v1/tariffs')).json()
    return data.find((tariff: { name: string }) => tariff.name === name)?.hourly_rate
  }
  expect(await priceOf()).toBe('0.00893')

  await page.goto('/admin/tariffs')
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'New price' }).click()
  await page.getByLabel('Price per hour').fill('0.01')
  await page.getByRole('button', { name: 'Set price' }).click()
  await expect(page.getByText('The new price is set')).toBeVisible()
  expect(await priceOf()).toBe('0.01')

  await page.getByRole('button', { name: 'New price' }).click()
  await page.getByLabel('Price per hour').fill('0.02')
  await page.getByLabel('Free after so many hours').fill('672')
  await page.getByLabel('At an instant').check()
  await page.getByLabel('Starts at, UTC').fill('2999-01-01T00:00')
  await page.getByLabel('Everyone').check()
  await page.getByRole('button', { name: 'Set price' }).click()
  await expect(page.getByText('To come')).toBeVisible()
  // Whoever is about to start sees what is announced.
  const history = page.url()
  await page.goto('/tariffs')
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(
    /From Jan 1, 2999.* it costs ₽0\.02\/h and is free after 672 hours/,
  )
  await page.goto(history)
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Restore the price before' }).click()
  await expect(page.getByText('Replaced')).toBeVisible()

  await page.getByRole('button', { name: 'Retire' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire' }).click()
  await expect(page.getByText('The tariff is off the price list')).toBeVisible()
  expect(await priceOf()).toBeUndefined()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByText('The tariff is on the price list again')).toBeVisible()
  expect(await priceOf()).toBe('0.01')
  await page.getByRole('button', { name: 'Retire' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retire' }).click()
  await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible()
})

test("the admin's pages do not exist for anyone else", async ({ page, browser }) => {
  await signIn(page, 'user')
  const stranger = await browser.newPage()
  for (const path of [
    '/admin',
    '/admin/users',
    '/admin/tariffs',
    '/admin/payments',
    '/admin/stripe-events',
    '/admin/transactions',
    '/admin/billing',
    '/admin/proof',
  ]) {
    expect((await page.goto(path))?.status()).toBe(404)
    await stranger.goto(path)
    await expect(stranger).toHaveURL(/\/sign-in/)
  }
  await stranger.close()
})

test('a block ends the session of whoever is blocked, and the unblocked sign in again', async ({
  page,
  browser,
}) => {
  const email = `blocked-${crypto.randomUUID()}@example.test`
  const password = 'correct horse battery'
  const other = await browser.newPage()
  const { id } = await (await other.request.post('/api/v1/users', { data: { email, password } })).json()
  const { access_token: token } = await (
    await other.request.post('/api/v1/token', { data: { email, password } })
  ).json()
  const balance = () =>
    other.request.get('/api/v1/balance', { headers: { authorization: `Bearer ${token}` } })
  expect((await balance()).status()).toBe(200)
  await other.goto('/sign-in')
  await other.getByLabel('E-mail').fill(email)
  await other.getByLabel('Password', { exact: true }).fill(password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other).toHaveURL(/\/balance$/)

  await signIn(page, 'admin')
  await page.goto(`/admin/users/${id}`)
  await page.getByRole('button', { name: 'Block', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Block', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Unblock', exact: true })).toBeVisible()
  await other.goto('/balance')
  await expect(other).toHaveURL(/\/sign-in/)
  expect((await balance()).status()).toBe(401)

  await page.getByRole('button', { name: 'Unblock', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Unblock', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Block', exact: true })).toBeVisible()
  await other.getByLabel('E-mail').fill(email)
  await other.getByLabel('Password', { exact: true }).fill(password)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other).toHaveURL(/\/balance$/)
  await other.close()
})

test('a bonus is on the balance once, with its reason in the log', async ({ page, request }) => {
  const email = `bonus-${crypto.randomUUID()}@example.test`
  const password = 'correct horse battery'
  const { id } = await (await request.post('/api/v1/users', { data: { email, password } })).json()
  await signIn(page, 'admin')
  await page.goto(`/admin/users/${id}`)
  await page.getByRole('button', { name: 'Give a bonus' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Amount').fill('12.345')
  await dialog.getByLabel('Reason').fill('For your patience')
  await dialog.getByRole('button', { name: 'Give', exact: true }).click()
  // Finer than the currency: refused, not rounded.
  await expect(dialog.getByRole('textbox', { name: 'Amount' })).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Amount').fill('12.34')
  await dialog.getByRole('button', { name: 'Give', exact: true }).click()
  await expect(dialog).toBeHidden()

  const { access_token: token } = await (
    await request.post('/api/v1/token', { data: { email, password } })
  ).json()
  const log = await request.get('/api/v1/transactions', { headers: { authorization: `Bearer ${token}` } })
  expect((await log.json()).data).toMatchObject([
    { type: 'bonus', amount: '12.34', balance: '12.34', reason: 'For your patience' },
  ])
})
