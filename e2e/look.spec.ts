import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

type SignIn = { email: string; password: string; role: string }

const demo = JSON.parse(process.env.E2E_DEMO ?? '[]') as SignIn[]

const PUBLIC = [
  '/',
  '/sign-in',
  '/sign-up',
  '/docs',
  '/docs/guides/quick-start',
  '/docs/guides/errors',
  '/docs/guides/webhooks',
  '/docs/reference/payments',
  '/docs/reference/payments/createPayment',
  '/docs/reference/payments/getReceipt',
  '/docs/reference/operators',
  '/docs/reference/operators/listUsers',
]
const ACCOUNT = [
  '/balance',
  '/top-up',
  '/cards',
  '/transactions',
  '/statements',
  '/tariffs',
  '/subscriptions',
  '/subscriptions/stopped',
  '/api-keys',
  '/webhooks',
  '/settings',
]
const ADMIN = [
  '/admin',
  '/admin/tariffs',
  '/admin/users',
  '/admin/payments',
  '/admin/receivables',
  '/admin/stripe-events',
  '/admin/transactions',
  '/admin/billing',
  '/admin/proof',
  '/admin/webhooks',
]

async function signInAs(page: Page, email: string | undefined): Promise<void> {
  const person = demo.find((one) => one.email === email)
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(person?.email ?? '')
  await page.locator('input[name=password]').fill(person?.password ?? '')
  await page.locator('input[name=password]').press('Enter')
  await expect(page).toHaveURL(/\/balance$/)
}

/** What everybody needs: no barrier that axe finds, nothing wider than the screen, no error in the console. */
async function expectSound(page: Page, path: string): Promise<void> {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    `${path} for everybody`,
  ).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${path} fits the screen`).toBeLessThanOrEqual(0)
  expect(errors, `${path} without an error`).toEqual([])
  page.removeAllListeners('pageerror')
}

/** A receipt and a statement of whoever is signed in, by the links that lead there. */
async function papersOf(page: Page): Promise<string[]> {
  const paths: string[] = []
  for (const [list, link] of [
    ['/transactions?type=top_up', 'a[href^="/receipts/"]'],
    ['/statements', 'a[href^="/statements/"]'],
  ] as const) {
    await page.goto(list)
    paths.push((await page.locator(link).first().getAttribute('href')) ?? '')
  }
  return paths
}

const LOOKS = [
  { name: 'a phone, light, English', width: 360, height: 780, scheme: 'light', locale: 'en' },
  { name: 'a desktop, dark, Russian', width: 1440, height: 900, scheme: 'dark', locale: 'ru' },
] as const

for (const look of LOOKS) {
  test(`every page is sound on ${look.name}`, async ({ browser, baseURL }) => {
    test.setTimeout(600_000)
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      colorScheme: look.scheme,
    })
    await context.addCookies([{ name: 'locale', value: look.locale, url: baseURL ?? '' }])
    const page = await context.newPage()
    for (const path of PUBLIC) await expectSound(page, path)
    await signInAs(page, demo.find(({ role }) => role === 'user')?.email)
    for (const path of ACCOUNT) await expectSound(page, path)
    for (const path of await papersOf(page)) await expectSound(page, path)
    await context.clearCookies({ name: /session/ })
    await signInAs(page, demo.find(({ role }) => role === 'admin')?.email)
    for (const path of ADMIN) await expectSound(page, path)
    await context.close()
  })
}
