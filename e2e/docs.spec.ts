import { expect, type Page, test } from '@playwright/test'

type Documented = { paths: Record<string, Record<string, { operationId: string; tags: string[] }>> }

async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill(`docs-${crypto.randomUUID()}@example.test`)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/balance$/)
}

test('every call of the document is on its page, in the overview and in the text for programs', async ({
  request,
}) => {
  const { paths } = (await (await request.get('/api/v1/openapi.json')).json()) as Documented
  const overview = await (await request.get('/docs')).text()
  const whole = await (await request.get('/llms-full.txt')).text()
  const pages = new Map<string, string>()
  for (const [path, calls] of Object.entries(paths)) {
    for (const [method, { operationId, tags }] of Object.entries(calls)) {
      const address = `/docs/reference/${tags[0]?.toLowerCase()}`
      expect(overview).toContain(`href="${address}#${operationId}"`)
      if (!pages.has(address)) pages.set(address, await (await request.get(address)).text())
      expect(pages.get(address), `${address} tells of ${operationId}`).toContain(
        `<section id="${operationId}"`,
      )
      expect(whole).toContain(`: ${method.toUpperCase()} ${path}\n`)
    }
  }
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
  for (const nowhere of ['/docs/md/nothing.md', '/docs/guides/nothing', '/docs/reference/nothing']) {
    expect((await request.get(nowhere)).status(), nowhere).toBe(404)
  }
})

test('a call can be tried with a pasted key, and says what is wrong without one', async ({ page }) => {
  await page.goto('/docs/reference/balance')
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
  await page.goto('/docs/reference/payments')
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
