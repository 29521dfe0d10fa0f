import { expect, type Page, test } from '@playwright/test'

type Documented = {
  paths: Record<string, Record<string, { operationId: string; summary: string; tags: string[] }>>
}

async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill(`docs-${crypto.randomUUID()}@example.test`)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/balance$/)
}

test('every call of the document is on a page of its own, in the overviews and in the text for programs', async ({
  request,
}) => {
  const { paths } = (await (await request.get('/api/v1/openapi.json')).json()) as Documented
  const textOf = async (address: string) => (await request.get(address)).text()
  const overview = await textOf('/docs')
  const whole = await textOf('/llms-full.txt')
  const chapters = new Map<string, string>()
  for (const [path, calls] of Object.entries(paths)) {
    for (const [method, { operationId, summary, tags }] of Object.entries(calls)) {
      const chapter = `/docs/reference/${tags[0]?.toLowerCase()}`
      const address = `${chapter}/${operationId}`
      if (!chapters.has(chapter)) chapters.set(chapter, await textOf(chapter))
      expect(overview).toContain(`href="${address}"`)
      expect(chapters.get(chapter)).toContain(`href="${address}"`)
      // The anchors of the days when a chapter's calls were all on its page.
      expect(chapters.get(chapter)).toContain(`<li id="${operationId}"`)
      const page = await request.get(address)
      expect([address, page.status()]).toEqual([address, 200])
      const html = await page.text()
      expect(html).toMatch(new RegExp(`<h1[^>]*>${summary}</h1>`))
      expect(html).toContain(`<title>${summary}: ${method.toUpperCase()} ${path} · Hourglass</title>`)
      expect(whole).toContain(`: ${method.toUpperCase()} ${path}\n`)
    }
  }
})

test('one reads the reference from call to call, and finds the way up', async ({ page }) => {
  await page.goto('/docs/reference/payments#refundPayment')
  await expect(page.locator(':target')).toBeInViewport()
  await page.locator(':target').getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: 'Give back what was paid' })).toBeVisible()
  const side = page.getByRole('navigation', { name: 'Documentation' })
  await expect(side.locator('[aria-current=page]')).toHaveText('Give back what was paid')
  await expect(side.locator('[aria-current=page]')).toBeInViewport()
  await expect(side.locator('[aria-current=true]')).toHaveText('Payments')
  const turn = page.getByRole('navigation', { name: 'Previous and next page' })
  await turn.getByRole('link', { name: /^Next/ }).press('Enter')
  await turn.getByRole('link', { name: 'Give back what was paid' }).press('Enter')
  await expect(page).toHaveURL(/\/payments\/refundPayment$/)
  await page
    .getByRole('navigation', { name: 'You are here' })
    .getByRole('link', { name: 'Payments' })
    .press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Payments' })).toBeVisible()
})

test('whoever reads Russian reads the reference in Russian', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'locale', value: 'ru', url: baseURL ?? '' }])
  await page.goto('/docs/reference/payments/createPayment')
  await expect(page).toHaveTitle('Создать платёж: POST /payment · Hourglass')
  await expect(page.getByRole('heading', { level: 1, name: 'Создать платёж' })).toBeVisible()
  await expect(page.getByText('Отправьте плательщика на')).toBeVisible()
  await page.getByRole('link', { name: 'Платежи', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Платежи' })).toBeVisible()
  await expect(page.locator('#createPayment')).toContainText('Создать платёж')
  expect(await page.getByRole('main').innerText()).not.toMatch(/\b(the|newest|saved)\b/i)
})

test('the index for language models leads to texts that are there', async ({ request, baseURL }) => {
  const index = await (await request.get('/llms.txt')).text()
  expect(index).toMatch(/^# Hourglass\n\n> /)
  const links = [...index.matchAll(/\]\((\S+)\)/g)].map(([, to = '']) => to)
  expect(links.length).toBeGreaterThan(15)
  for (const link of links) {
    expect(link.startsWith(`${baseURL}/`), link).toBe(true)
    expect((await request.get(link)).status(), link).toBe(200)
  }
  const russian = await request.get('/docs/md/errors.md?lang=ru')
  expect(russian.headers()['content-type']).toContain('text/markdown')
  expect(await russian.text()).toContain('# Ошибки')
  for (const nowhere of [
    '/docs/md/nothing.md',
    '/docs/guides/nothing',
    '/docs/reference/nothing',
    '/docs/reference/payments/nothing',
    '/docs/reference/balance/createPayment',
  ]) {
    expect((await request.get(nowhere)).status(), nowhere).toBe(404)
  }
})

test('a call can be tried with a pasted key, and says what is wrong without one', async ({ page }) => {
  await page.goto('/docs/reference/balance/getBalance')
  await page.getByRole('button', { name: 'Try it: What each wallet holds' }).click()
  const form = page.getByRole('form', { name: 'What each wallet holds' })
  await expect(form.getByText('This is live')).toBeHidden()
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(form.getByText(/^401/)).toBeVisible()
  await expect(form.getByText('"unauthenticated"', { exact: true })).toBeVisible()
  await form.getByLabel('API key').fill('hg_test_nonsense')
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(form.getByText(/^401/)).toBeVisible()
})

test('whoever is signed in tries calls as themselves', async ({ page }) => {
  await signUp(page)
  await page.goto('/docs/reference/payments/createPayment')
  await page.getByRole('button', { name: 'Try it: Ask for money' }).click()
  const form = page.getByRole('form', { name: 'Ask for money' })
  await form.getByRole('button', { name: 'Use my account for an hour' }).click()
  await expect(form.getByLabel('API key')).toHaveValue(/^ey/)
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(form.getByText(/^201/)).toBeVisible()
  await expect(form.getByText('"confirmation_url"')).toBeVisible()
  // The same key with the same request is answered as the first time.
  await form.getByRole('button', { name: 'Send' }).click()
  await form.getByText(/\d+ headers/).click()
  await expect(form.getByText('idempotent-replayed')).toBeVisible()
  // The key goes along to the other pages, and nowhere else.
  await page.getByRole('link', { name: 'Balance', exact: true }).first().click()
  await page.getByRole('link', { name: 'What each wallet holds' }).first().click()
  await page.getByRole('button', { name: 'Try it: What each wallet holds' }).click()
  await page
    .getByRole('form', { name: 'What each wallet holds' })
    .getByRole('button', { name: 'Send' })
    .click()
  await expect(page.getByText(/^200/).last()).toBeVisible()
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    'ey',
  )
})
