import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCurrencies, parseAmount } from '@/lib/money'
import { type PaymentWorld, startPaymentWorld } from '../payment-world.fixture'
import { syncPayment } from '../sync-payment'
import { stripeClient } from './stripe-client'

let world: PaymentWorld

beforeAll(async () => {
  world = await startPaymentWorld()
})
afterAll(() => world.close())

/** What 12340 of a currency is in Stripe's integers, by its documentation; hundredths of the rest. */
const WHOLE = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
const THOUSANDTHS = 'BHD JOD KWD OMR TND'.split(' ')

const asStripeCounts = (currency: string) =>
  WHOLE.includes(currency) ? 12_340 : THOUSANDTHS.includes(currency) ? 12_340_000 : 1_234_000

test('an intent in every currency asks for what was meant', async () => {
  for (const currency of listCurrencies()) {
    const payment = await world.plant({ currency, amountMinor: parseAmount('12340', currency) })
    const intent = await stripeClient().paymentIntents.retrieve(payment.stripePaymentIntentId ?? '')
    expect([intent.currency, intent.amount]).toEqual([currency.toLowerCase(), asStripeCounts(currency)])
  }
})

test.each([
  ['RUB', '1342.57', 134_257],
  ['USD', '0.50', 50],
  ['EUR', '19.99', 1999],
  ['JPY', '500', 500],
  ['KWD', '5.120', 5120],
  ['ISK', '500', 50_000],
  ['UGX', '5000', 500_000],
  ['HUF', '250.45', 25_045],
  ['TWD', '800.45', 80_045],
  ['KRW', '1000', 1000],
  ['CLP', '990', 990],
  ['VND', '25000', 25_000],
  ['MGA', '500', 500],
])('%s %s is charged as %i, and what is credited is what was asked for', async (currency, value, charged) => {
  const amountMinor = parseAmount(value, currency)
  const payment = await world.plant({ currency, amountMinor })
  expect((await world.pay(payment)).amount_received).toBe(charged)
  await syncPayment(world.database.db, { paymentId: payment.id })
  expect(await world.balanceOf(payment)).toBe(amountMinor)
})

test('all of it leaves no violation', () => world.expectSound())
