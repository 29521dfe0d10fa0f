import { expect, type Page, test } from '@playwright/test'

/** Somebody new, who reads English. */
async function signUp(page: Page): Promise<void> {
  await page.goto('/sign-up')
  await page.locator('input[name=email]').fill(`cards-${crypto.randomUUID()}@example.test`)
  await page.locator('input[name=password]').fill('a long enough password')
  await page.locator('input[name=password]').press('Enter')
  await expect(page).toHaveURL(/\/balance$/)
}

async function addCard(page: Page, number: string): Promise<void> {
  await page.goto('/cards')
  await page.getByRole('button', { name: 'Add a card' }).click()
  await expect(page).toHaveURL(/\/cards\/add\//)
  await page.getByLabel('Card number').fill(number)
  await page.getByLabel('Expiration date').fill('1234')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: 'Save the card' }).click()
}

test('a card is saved, tops the balance up by itself once the bank agrees, and is removed', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await signUp(page)
  await addCard(page, '4000002760003184')
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await expect(page).toHaveURL(/\/cards$/)
  await expect(page.getByText('Visa •••• 3184')).toBeVisible()

  // By the keyboard alone.
  await page.getByRole('button', { name: 'Set up' }).press('Enter')
  await page.getByLabel('When less than this is available').fill('50')
  await page.getByLabel('Charge', { exact: true }).fill('20')
  await page.getByRole('button', { name: 'Save and switch on' }).press('Enter')
  await expect(page.getByText('Enter at least the amount above')).toBeVisible()
  await page.getByLabel('Charge', { exact: true }).fill('200')
  await page.getByRole('button', { name: 'Save and switch on' }).press('Enter')
  await expect(page.getByText('When less than $50.00 is available')).toBeVisible()

  // The job comes each minute; the bank wants to see the payer.
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Your bank wants you to confirm a payment')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 100_000, intervals: [3_000] })
  await page.getByRole('link', { name: 'Confirm' }).click()
  await expect(page.getByRole('radio', { name: 'Visa ending in 3184' })).toBeChecked()
  await page.getByRole('button', { name: 'Pay $200.00' }).click()
  await page.getByRole('button', { name: 'Complete authentication' }).click()
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
  await page.goto('/balance')
  await expect(page.getByText('Tops itself up by $200.00 below $50.00')).toBeVisible()

  await page.goto('/cards')
  await page.getByRole('button', { name: 'Remove Visa •••• 3184' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No card is saved')).toBeVisible()
  await expect(page.getByText('The card was removed. Choose another one.')).toBeVisible()
})

test('a top-up saves its card, and the next one is paid with it in a press', async ({ page }) => {
  await signUp(page)
  await page.goto('/top-up?currency=USD&amount=20')
  await page.getByLabel('Save this card').check()
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByLabel('Card number').fill('4242424242424242')
  await page.getByLabel('Expiration date').fill('1234')
  await page.getByLabel('Security code').fill('123')
  await page.getByRole('button', { name: 'Pay $20.00' }).click()
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
  await page.goto('/top-up?currency=USD&amount=30')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page.getByRole('radio', { name: 'Visa ending in 4242' })).toBeChecked()
  await page.getByRole('button', { name: 'Pay $30.00' }).click()
  await expect(page.getByRole('heading', { name: 'Payment received' })).toBeVisible()
})
