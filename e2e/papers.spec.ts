import { expect, test } from '@playwright/test'

type SignIn = { email: string; password: string; role: string }

const demo = JSON.parse(process.env.E2E_DEMO ?? '[]') as SignIn[]

test('a receipt and a statement are opened, kept as files, and nobody else sees them', async ({ page }) => {
  const [person, stranger] = demo.filter(({ role }) => role === 'user')
  await signIn(person)
  await page.goto('/transactions?type=top_up')
  await page.getByRole('link', { name: 'Receipt' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible()
  const receipt = new URL(page.url()).pathname
  const number = await page.getByText(/^No\. \d{4}-\d{6}$/).textContent()
  await expectPdf(receipt)
  await page.getByRole('link', { name: 'По-русски' }).click()
  await expect(page.getByText(number?.replace('No.', '№') ?? '')).toBeVisible()

  await page.goto('/statements')
  await page.getByRole('row').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Statement', exact: true })).toBeVisible()
  const statement = new URL(page.url())
  await expectPdf(statement.pathname, statement.search)
  const csv = await page.request.get(`${statement.pathname}/csv${statement.search}`)
  expect(await csv.text()).toMatch(/^\uFEFFline,date,.*\r\nopening_balance,/)

  if (stranger) {
    await page.context().clearCookies({ name: /session/ })
    await signIn(stranger)
    for (const path of [receipt, `${receipt}/pdf`]) {
      expect((await page.request.get(path)).status(), path).toBe(404)
    }
  }

  async function signIn(as: SignIn | undefined): Promise<void> {
    await page.goto('/sign-in')
    await page.locator('input[name=email]').fill(as?.email ?? '')
    await page.locator('input[name=password]').fill(as?.password ?? '')
    await page.locator('input[name=password]').press('Enter')
    await expect(page).toHaveURL(/\/balance$/)
  }

  async function expectPdf(path: string, search = ''): Promise<void> {
    const answer = await page.request.get(`${path}/pdf${search}`)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
  }
})
