import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { cardSetups, cards, stripeCustomers } from '@/db/schema'
import { plantUser } from '@/lib/testing/fixtures'
import { control } from '@/sandbox/stripe/test-sandbox'
import { cancelPaymentByUser } from '../cancel-payment'
import { createPayment } from '../create-payment'
import { processStripeEvents } from '../inbox/process-stripe-events'
import { receiveStripeEvent } from '../inbox/receive-stripe-event'
import { signed } from '../inbox/signed-event.fixture'
import { listPayments } from '../list-payments'
import { openCheckout } from '../open-checkout'
import { paymentsWorld } from '../payments-world.fixture'
import { stripeClient } from '../stripe/stripe-client'
import { syncPayment } from '../sync-payment'
import { isExpired, listCards, readCard } from './card'
import { readCardSetup } from './card-setup'
import { createCardSetup } from './create-card-setup'
import { detachRemovedCards } from './detach-card'
import { ensureCustomer } from './ensure-customer'
import { openCardSetup } from './open-card-setup'
import { removeCard } from './remove-card'
import { authenticate, enterCard, plantCard } from './saved-card.fixture'
import { setDefaultCard } from './set-default-card'
import { syncCard } from './sync-card'
import { reconcileCardSetups } from './sync-card-setup'

const world = paymentsWorld()
const db = () => world.database.db

/** An event as Stripe tells it, taken in and worked off. */
async function tell(type: string, id: string): Promise<void> {
  const event = { id: `evt_${crypto.randomUUID()}`, object: 'event', type, data: { object: { id } } }
  await receiveStripeEvent(db(), signed(event))
  await processStripeEvents(db())
}

const remove = (card: { id: string; userId: string }) =>
  removeCard(db(), { userId: card.userId, cardId: card.id, actor: 'test' })

test('a user becomes one customer, whoever asks at the same time, and after an answer that was lost', async () => {
  const userId = await plantUser(db())
  await control(world.sandbox, '/faults', { path: '/v1/customers', method: 'POST', kind: 'drop', times: 3 })
  await expect(ensureCustomer(db(), userId)).rejects.toMatchObject({ code: 'provider_unavailable' })
  await control(world.sandbox, '/faults/clear')
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => ensureCustomer(db(), userId)))
  const ids = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(new Set(ids).size).toBe(1)
  const there = await stripeClient().customers.list({ limit: 100 })
  expect(there.data.filter(({ metadata }) => metadata.user_id === userId)).toHaveLength(1)
  await expect(
    world.database.owner`insert into stripe_customers (id, user_id) values ('cus_second', ${userId})`,
  ).rejects.toThrow('stripe_customers_one_each')
})

test('a user whom Stripe takes as no customer is told so, and is one once that is mended', async () => {
  const userId = await plantUser(db())
  const [{ email } = { email: '' }] = await world.database.owner<{ email: string }[]>`
    select email from users where id = ${userId}`
  await world.database.owner`update users set email = 'nobody@localhost' where id = ${userId}`
  const wish = { userId, amountMinor: 5_000n, currency: 'RUB', description: 'x', savesCard: true }
  for (const idempotencyKey of ['first', 'first', 'second']) {
    await expect(createPayment(db(), { ...wish, idempotencyKey })).rejects.toMatchObject({
      code: 'conflict',
      field: 'save_card',
    })
  }
  const { id: setupId } = await createCardSetup(db(), { userId })
  await expect(openCardSetup(db(), { userId, setupId })).rejects.toMatchObject({ code: 'conflict' })
  expect(await readCardSetup(db(), { userId, setupId })).toMatchObject({
    status: 'failed',
    failureCode: 'email_invalid',
  })
  const [given, kept] = (await listPayments(db(), { userId, limit: 9 })).rows.map(({ id }) => id)
  expect(await cancelPaymentByUser(db(), { userId, paymentId: given ?? '' })).toMatchObject({
    status: 'canceled',
  })
  await world.database.owner`update users set email = ${email} where id = ${userId}`
  expect(await openCheckout(db(), { userId, paymentId: kept ?? '' })).toMatchObject({
    clientSecret: expect.any(String),
  })
  await plantCard(db(), userId)
})

test('a card is saved by its user, the first one as the default', async () => {
  const userId = await plantUser(db())
  const visa = await plantCard(db(), userId)
  const mastercard = await plantCard(db(), userId, 'pm_card_mastercard')
  expect(visa).toMatchObject({ brand: 'visa', last4: '4242', isDefault: true })
  expect(mastercard).toMatchObject({ brand: 'mastercard', last4: '4444', isDefault: false })
  expect((await listCards(db(), { userId })).map(({ last4 }) => last4)).toEqual(['4242', '4444'])
  await setDefaultCard(db(), { userId, cardId: mastercard.id })
  expect((await listCards(db(), { userId })).map(({ last4 }) => last4)).toEqual(['4444', '4242'])
  await expect(
    world.database.owner`update cards set is_default = true where user_id = ${userId}`,
  ).rejects.toThrow('cards_one_default')
})

test('of cards that are saved at the same moment one is the default', async () => {
  const userId = await plantUser(db())
  const setups = await Promise.all(Array.from({ length: 4 }, () => enterCard(db(), userId)))
  const methods = await Promise.all(
    setups.map(async (setupId) => {
      const { stripeSetupIntentId } = await readCardSetup(db(), { userId, setupId })
      return String((await stripeClient().setupIntents.retrieve(stripeSetupIntentId ?? '')).payment_method)
    }),
  )
  await Promise.all([...methods, ...methods].map((id) => syncCard(db(), id)))
  const saved = await listCards(db(), { userId })
  expect(saved).toHaveLength(4)
  expect(saved.filter(({ isDefault }) => isDefault)).toHaveLength(1)
})

test('is found by the event alone, and by the sweeper alone', async () => {
  const userId = await plantUser(db())
  const first = await enterCard(db(), userId)
  const { stripeSetupIntentId: intentId } = await readCardSetup(db(), { userId, setupId: first })
  await tell('setup_intent.succeeded', intentId ?? '')
  expect(await readCardSetup(db(), { userId, setupId: first })).toMatchObject({ status: 'succeeded' })
  const second = await enterCard(db(), userId, 'pm_card_mastercard')
  await world.database.owner`update card_setups set next_check_at = now() where id = ${second}`
  await reconcileCardSetups(db())
  expect(await listCards(db(), { userId })).toHaveLength(2)
})

test('an intent whose answer was lost is found again, and there is one', async () => {
  const userId = await plantUser(db())
  const { id: setupId } = await createCardSetup(db(), { userId })
  await control(world.sandbox, '/faults', {
    path: '/v1/setup_intents',
    method: 'POST',
    kind: 'drop',
    times: 3,
  })
  await expect(openCardSetup(db(), { userId, setupId })).rejects.toMatchObject({
    code: 'provider_unavailable',
  })
  await control(world.sandbox, '/faults/clear')
  const opened = await openCardSetup(db(), { userId, setupId })
  expect(opened.clientSecret).toMatch(/^seti_.+_secret_/)
  const all = await stripeClient().setupIntents.list({ limit: 100 })
  expect(all.data.filter(({ metadata }) => metadata?.card_setup_id === setupId)).toHaveLength(1)
})

test("somebody else's intent, customer or card is not ours", async () => {
  const [mine, theirs] = [await plantUser(db()), await plantUser(db())]
  const card = await plantCard(db(), theirs)
  const setupId = await enterCard(db(), theirs)
  for (const refused of [
    () => readCard(db(), { userId: mine, cardId: card.id }),
    () => setDefaultCard(db(), { userId: mine, cardId: card.id }),
    () => removeCard(db(), { userId: mine, cardId: card.id, actor: 'test' }),
    () => openCardSetup(db(), { userId: mine, setupId }),
  ]) {
    await expect(refused()).rejects.toMatchObject({ code: 'not_found' })
  }
  const stranger = await stripeClient().customers.create({})
  const method = await stripeClient().paymentMethods.attach('pm_card_visa', { customer: stranger.id })
  expect(await syncCard(db(), method.id)).toBeNull()
  const mineToo = await plantCard(db(), mine)
  await expect(world.database.owner`
    insert into cards (user_id, stripe_customer_id, stripe_payment_method_id, brand, last4, exp_month, exp_year)
    values (${theirs}, ${mineToo.stripeCustomerId}, 'pm_x', 'visa', '4242', 1, 2040)`).rejects.toThrow(
    'cards_customer_of_user',
  )
  await expect(
    world.database.owner`update card_setups set card_id = ${mineToo.id} where user_id = ${theirs}`,
  ).rejects.toThrow('card_setups_card_of_user')
})

test('removed it is gone for good, here and at Stripe, and the next one is the default', async () => {
  const userId = await plantUser(db())
  const [first, second] = [await plantCard(db(), userId), await plantCard(db(), userId, 'pm_card_mastercard')]
  await remove(first)
  expect(await listCards(db(), { userId })).toMatchObject([{ id: second.id, isDefault: true }])
  expect((await stripeClient().paymentMethods.retrieve(first.stripePaymentMethodId)).customer).toBeNull()
  await expect(remove(first)).rejects.toMatchObject({ code: 'not_found' })
  // A late word of Stripe does not bring it back, and neither does anybody here.
  await tell('payment_method.attached', first.stripePaymentMethodId)
  expect(await listCards(db(), { userId })).toHaveLength(1)
  await expect(
    world.database.owner`update cards set removed_at = null, detached_at = null where id = ${first.id}`,
  ).rejects.toThrow('settled for good')
  await expect(world.database.owner`delete from cards where id = ${first.id}`).rejects.toThrow('append-only')
})

test('removed while Stripe is away it is gone here at once, and let go of there later', async () => {
  const card = await plantCard(db(), await plantUser(db()))
  await control(world.sandbox, '/faults', { path: '*/detach', kind: 'drop', works: false, times: 9 })
  await remove(card)
  expect(await listCards(db(), card)).toEqual([])
  expect(await detachRemovedCards(db())).toBe(0)
  await control(world.sandbox, '/faults/clear')
  expect(await detachRemovedCards(db())).toBe(1)
  expect((await stripeClient().paymentMethods.retrieve(card.stripePaymentMethodId)).customer).toBeNull()
  expect(await detachRemovedCards(db())).toBe(0)
})

test('what changes at Stripe changes here: a new expiry, a detached card, a deleted customer', async () => {
  const userId = await plantUser(db())
  const card = await plantCard(db(), userId)
  const methodId = card.stripePaymentMethodId
  await stripeClient().paymentMethods.update(methodId, { card: { exp_month: 5, exp_year: 2041 } })
  await tell('payment_method.automatically_updated', methodId)
  expect(await readCard(db(), { userId, cardId: card.id })).toMatchObject({ expMonth: 5, expYear: 2041 })
  await stripeClient().paymentMethods.detach(methodId)
  await tell('payment_method.detached', methodId)
  expect(await listCards(db(), { userId })).toEqual([])

  await plantCard(db(), userId)
  const before = await ensureCustomer(db(), userId)
  await stripeClient().customers.del(before)
  await tell('customer.deleted', before)
  expect(await listCards(db(), { userId })).toEqual([])
  await plantCard(db(), userId)
  expect(await ensureCustomer(db(), userId)).not.toBe(before)
  const known = await db().select().from(stripeCustomers).where(eq(stripeCustomers.userId, userId))
  expect(known.map(({ deletedAt }) => deletedAt === null).sort()).toEqual([false, true])
})

test('a card that is declined is not saved, and its setup can be gone on with', async () => {
  const userId = await plantUser(db())
  await expect(enterCard(db(), userId, 'pm_card_chargeDeclined')).rejects.toMatchObject({
    code: 'card_declined',
  })
  const [setup] = await db().select().from(cardSetups).where(eq(cardSetups.userId, userId))
  await tell('setup_intent.setup_failed', setup?.stripeSetupIntentId ?? '')
  expect(await readCardSetup(db(), { userId, setupId: setup?.id ?? '' })).toMatchObject({
    status: 'pending',
    failureCode: 'generic_decline',
  })
  expect((await openCardSetup(db(), { userId, setupId: setup?.id ?? '' })).clientSecret).not.toBeNull()
})

test('a top-up saves the card that paid it, 3-D Secure and all; others do not', async () => {
  const userId = await plantUser(db())
  const wish = { userId, amountMinor: 50_000n, currency: 'RUB', description: '' }
  const pay = async (savesCard: boolean, card: string) => {
    const payment = await createPayment(db(), { ...wish, savesCard })
    const intent = await stripeClient().paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
      payment_method: card,
      return_url: 'http://127.0.0.1:8000/',
    })
    await authenticate(intent)
    await syncPayment(db(), { paymentId: payment.id })
  }
  await pay(false, 'pm_card_visa')
  expect(await listCards(db(), { userId })).toEqual([])
  await pay(true, 'pm_card_authenticationRequiredOnSetup')
  expect(await listCards(db(), { userId })).toMatchObject([{ last4: '3155', isDefault: true }])
  // The next one belongs to the customer, so that the saved card can pay it with its user present.
  const payment = await createPayment(db(), wish)
  const [card] = await listCards(db(), { userId })
  const paid = await stripeClient().paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
    payment_method: card?.stripePaymentMethodId ?? '',
    return_url: 'http://127.0.0.1:8000/',
  })
  await authenticate(paid)
  expect(await openCheckout(db(), { userId, paymentId: payment.id })).toMatchObject({
    payment: { status: 'succeeded' },
  })
  expect(await db().select().from(cards).where(eq(cards.userId, userId))).toHaveLength(1)
})

test('a card ends with its month', () => {
  const card = { expMonth: 2, expYear: 2028 }
  expect(isExpired(card, new Date('2028-02-29T23:59:59.999Z'))).toBe(false)
  expect(isExpired(card, new Date('2028-03-01T00:00:00Z'))).toBe(true)
  expect(isExpired({ expMonth: 12, expYear: 2027 }, new Date('2028-01-01T00:00:00Z'))).toBe(true)
})
