import { payments, subscriptions, tariffPrices, tariffs, users } from '@/db/schema'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { DEFAULT_HOLD_MS } from '@/lib/ledger/holds/hold'
import { setWalletRate } from '@/lib/ledger/settlement/wallet-rate'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { applyPaymentIntent } from '@/lib/payments/apply-payment-intent'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { hashPassword } from '@/lib/users/password'
import { plantKey } from './api-client'
import { topUp } from './fixtures'
import { freezeClock } from './freeze-clock'
import type { TestDatabase } from './test-database'

/** Ada's, hashed once: it is made to take long. */
let passwordHash: string | undefined

/**
 * What each example of the API's document is about: Ada, her wallet, and all that is hers under the ids of `EXAMPLES`.
 * Stripe's sandbox runs: see `withStripeSandbox`.
 */
export async function plantExamples({ db, owner }: TestDatabase): Promise<void> {
  // In the middle of the month that the examples speak of.
  const asOf = new Date(`${EXAMPLES.month}-15T12:00:00.000Z`)
  await freezeClock(db, asOf)
  const userId = EXAMPLES.user
  passwordHash ??= await hashPassword('correct horse battery')
  await db.insert(users).values({ id: userId, email: 'ada@example.com', passwordHash })
  const walletId = await openWallet(db, { userId, currency: 'RUB', asOf })
  await topUp(db, walletId, 100_000_00n, asOf)

  const hourlyRateMicros = 15_000_000_000n
  await db.insert(tariffs).values({ id: EXAMPLES.tariff, name: 'VPS S', currency: 'RUB' })
  const [price] = await db
    .insert(tariffPrices)
    .values({ tariffId: EXAMPLES.tariff, hourlyRateMicros, effectiveFrom: new Date(0) })
    .returning({ id: tariffPrices.id })
  await db.transaction(async (tx) => {
    await tx.insert(subscriptions).values({
      id: EXAMPLES.subscription,
      userId,
      walletId,
      tariffId: EXAMPLES.tariff,
      tariffPriceId: price?.id,
      hourlyRateMicros,
      startedAt: asOf,
      meteredAt: asOf,
    })
    await setWalletRate(tx, { walletId, asOf, cause: 'started' })
  })
  const payment = { id: EXAMPLES.payment, userId, walletId, amount: 134_200n, currency: 'RUB' }
  await db.insert(payments).values([payment, { ...payment, id: EXAMPLES.paidPayment }])
  await payAtStripe(db)
  await plantWebhooks(owner, asOf)
  await plantHold(owner, walletId, asOf)
  await plantCard(owner, walletId, asOf)
  await owner`
    insert into billing_runs (id, as_of, finished_at, status)
    overriding system value values (${EXAMPLES.billingRun}, '2026-02-01', '2026-02-01T00:00:01Z', 'finished')`
  const secret = await plantKey(db, userId)
  await owner`update api_keys set id = ${EXAMPLES.key} where user_id = ${userId} and prefix = ${secret.slice(0, 12)}`
}

/** An endpoint of hers, and a delivery that waits for it. */
async function plantWebhooks(owner: TestDatabase['owner'], asOf: Date): Promise<void> {
  const { user, webhookEndpoint, webhookDelivery, event } = EXAMPLES
  await owner`
    insert into webhook_endpoints (id, user_id, audience, url)
    values (${webhookEndpoint}, ${user}, 'user', 'https://shop.example/webhooks')`
  await owner`insert into webhook_secrets (endpoint_id, sealed) values (${webhookEndpoint}, 'sealed')`
  await owner`
    insert into outbox (id, key, type, user_id, at, data)
    overriding system value values (${event}, 'example', 'balance.low', ${user}, ${asOf}, '{}')`
  await owner`
    insert into webhook_deliveries (id, endpoint_id, event_id) values (${webhookDelivery}, ${webhookEndpoint}, ${event})`
}

/** A hold of hers of 100.00, placed as the ledger does, under an id that is told. */
async function plantHold(owner: TestDatabase['owner'], walletId: bigint, asOf: Date): Promise<void> {
  const expiresAt = new Date(asOf.getTime() + DEFAULT_HOLD_MS)
  await owner`
    insert into holds (id, user_id, wallet_id, amount, reason, actor, created_at, expires_at)
    values (${EXAMPLES.hold}, ${EXAMPLES.user}, ${walletId.toString()}, 10000, 'Backup of web-1', 'test', ${asOf}, ${expiresAt})`
  await owner`update wallets set held = 10000, next_rate_change_at = ${expiresAt} where id = ${walletId.toString()}`
}

/** A saved card of hers at Stripe, and what is charged to it by itself. */
async function plantCard(owner: TestDatabase['owner'], walletId: bigint, asOf: Date): Promise<void> {
  const { user, card, recurringPayment } = EXAMPLES
  const customer = await stripeClient().customers.create({ metadata: { user_id: user } })
  const method = await stripeClient().paymentMethods.attach('pm_card_visa', { customer: customer.id })
  await owner`insert into stripe_customers (id, user_id) values (${customer.id}, ${user})`
  await owner`
    insert into cards (id, user_id, stripe_customer_id, stripe_payment_method_id, brand, last4, exp_month, exp_year,
                       is_default)
    values (${card}, ${user}, ${customer.id}, ${method.id}, 'visa', '4242', 12, 2034, true)`
  const wallet = walletId.toString()
  await owner`
    insert into auto_top_ups (wallet_id, user_id, currency, threshold, amount, description, card_id, updated_at)
    values (${wallet}, ${user}, 'RUB', 20000, 100000, 'Automatic top-up', ${card}, ${asOf})`
  const nextAt = new Date(asOf.getTime() + 7 * 24 * 3_600_000)
  await owner`
    insert into recurring_payments (id, user_id, wallet_id, currency, amount, description, interval, starts_at,
                                    next_due_at, card_id, created_at)
    values (${recurringPayment}, ${user}, ${wallet}, 'RUB', 100000, 'Recurring top-up', 'week', ${nextAt}, ${nextAt},
            ${card}, ${asOf})`
}

/** Pays one of her payments with a card, and credits it. */
async function payAtStripe(db: TestDatabase['db']): Promise<void> {
  const intent = await stripeClient().paymentIntents.create({
    amount: 134_200,
    currency: 'rub',
    payment_method: 'pm_card_visa',
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata: { payment_id: EXAMPLES.paidPayment, user_id: EXAMPLES.user },
  })
  await applyPaymentIntent(db, intent)
}
