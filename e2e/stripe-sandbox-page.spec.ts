import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import Stripe from 'stripe'
import { type RunningSandbox, startStripeSandbox } from '../sandbox/stripe/server'

const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-page-'))
let sandbox: RunningSandbox
let stripe: Stripe

test.beforeAll(async () => {
  const dataFile = path.join(folder, 'stripe.jsonl')
  sandbox = await startStripeSandbox({ port: 0, dataFile, webhookSecret: 'whsec_unused' })
  stripe = new Stripe('sk_test_hourglass', { host: '127.0.0.1', port: sandbox.port, protocol: 'http' })
})

test.afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true, force: true })
})

async function pay(payment_method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
  const description = 'Top-up of the balance'
  return stripe.paymentIntents.create({
    amount: 134_200,
    currency: 'rub',
    confirm: true,
    payment_method,
    description,
  })
}

test('a person refunds and disputes a payment without the page being loaded anew', async ({ page }) => {
  const intent = await pay()
  await page.goto(sandbox.url)
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  const card = page.locator(`[id="${intent.id}"]`)
  await card.getByText('Another amount or outcome').click()
  await card.getByLabel('Amount, RUB').first().fill('342')
  await card.getByRole('combobox', { name: 'The refund' }).selectOption('stays pending')
  await card.locator('details').getByRole('button', { name: 'Refund' }).click()
  await expect(card.getByText('Refund of 342.00 RUB')).toBeVisible()
  await expect(card.getByLabel('Amount, RUB').first()).toBeVisible()
  await card.getByRole('button', { name: 'Fails', exact: true }).click()
  await expect(card.getByText('failed', { exact: true })).toBeVisible()

  await card.getByRole('button', { name: 'Dispute half' }).click()
  await card.getByRole('button', { name: 'Win' }).click()
  await expect(card.getByText('won', { exact: true })).toBeVisible()
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  expect(await stripe.disputes.list()).toMatchObject({ data: [{ amount: 67_100, status: 'won' }] })
})

test('a refusal is said, a switch is announced, and news appear by themselves', async ({ page }) => {
  const intent = await pay()
  await page.goto(sandbox.url)
  const card = page.locator(`[id="${intent.id}"]`)
  await card.getByText('Another amount or outcome').click()
  await card.getByLabel('Amount, RUB').first().fill('99999')
  await card.locator('details').getByRole('button', { name: 'Refund' }).click()
  await expect(page.getByRole('alert')).toContainText('greater than unrefunded amount')
  await page.locator('#faults').getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('status')).toContainText('a call of the API will go wrong')
  await page.getByRole('button', { name: 'Reset all' }).click()
  await expect(page.getByRole('status')).toHaveCount(0)
  const late = await pay()
  await expect(page.locator(`[id="${late.id}"]`)).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`the page is accessible and fits: ${colorScheme}, ${width} pixels`, async ({ page }) => {
      await pay('pm_card_createDisputeInquiry')
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.goto(sandbox.url)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    })
  }
}
