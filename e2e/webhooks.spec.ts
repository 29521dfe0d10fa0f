import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { Webhook } from 'standardwebhooks'

test('a user adds an address, tries it, and sees how it answered; the request is signed', async ({
  page,
}) => {
  const received: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.end('thanks')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`

  await page.goto('/sign-up')
  await page.getByLabel('E-mail').fill(`e2e-${crypto.randomUUID()}@example.test`)
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/balance$/)

  await page.goto('/webhooks')
  await page.getByRole('button', { name: 'Add endpoint' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill(url.replace('//', '//me:secret@'))
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  await expect(dialog.getByText('without a password')).toBeVisible()
  await dialog.getByLabel('Address').fill(url)
  await dialog.getByRole('button', { name: 'Add endpoint' }).click()
  const secret = (await dialog.getByLabel('Signing secret').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('link', { name: url }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await expect.poll(() => received.length).toBe(1)
  const [webhook] = received
  const event = new Webhook(secret).verify(webhook?.body ?? '', webhook?.headers as Record<string, string>)
  expect(event).toMatchObject({ type: 'webhook.test' })

  const delivery = page.getByRole('listitem').filter({ hasText: 'webhook.test' })
  await expect(delivery.getByText('Delivered').first()).toBeVisible()
  await delivery.locator('summary').click()
  await expect(delivery.getByText('thanks')).toBeVisible()
  await delivery.getByRole('button', { name: 'Send again' }).click()
  await expect.poll(() => received.length).toBe(2)
  expect(received[1]?.body).toBe(webhook?.body)

  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByLabel('Signing secret').last()).toHaveText(secret)
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('No endpoints yet')).toBeVisible()
  server.closeAllConnections()
  server.close()
})
