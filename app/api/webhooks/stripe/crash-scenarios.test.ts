import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { expirePayments } from '@/lib/payments/expire-payments'
import { sweepStripeEvents } from '@/lib/payments/inbox/process-stripe-events'
import { signed, succeededEvent } from '@/lib/payments/inbox/signed-event.fixture'
import { openCheckout } from '@/lib/payments/open-checkout'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type ApiWorld, startApiWorld } from './integrator.fixture'

/** A step at which the process is cut off: a write to the database that never happens, or a call that breaks. */
type Step = { at: 'insert' | 'update'; table: string; when?: string } | { call: string; works: boolean }

let world: ApiWorld

beforeAll(async () => {
  world = await startApiWorld()
  await world.database.owner.unsafe(
    `create sequence deaths;
     create function die_here() returns trigger language plpgsql security definer as $$
       begin perform nextval('deaths'); raise exception 'killed'; end $$`,
  )
  // What the webhooks of Stripe would mend by themselves is to be mended by ours alone.
  await control(world.sandbox, '/webhooks', { lose: 'all' })
})
afterAll(() => world.close())
afterEach(() => world.expectSound())

/** Whatever is done meanwhile is cut off at this step, and what was committed before stays. */
async function cutOffAt(step: Step, run: () => Promise<unknown>): Promise<void> {
  const { owner } = world.database
  if ('call' in step)
    await world.breakStripe({ kind: 'drop', method: 'POST', path: step.call, works: step.works })
  else {
    await owner.unsafe(
      `create trigger die_here before ${step.at} on ${step.table} for each row when (${step.when ?? 'true'})
       execute function die_here()`,
    )
  }
  const before = await countDeaths()
  await run().catch(() => undefined)
  if ('call' in step) return world.mendStripe()
  // A number that was drawn stays drawn, whatever is rolled back: it did happen.
  await vi.waitFor(async () => expect(await countDeaths()).toBeGreaterThan(before), 10_000)
  await owner.unsafe(`drop trigger die_here on ${step.table}`)
}

async function countDeaths(): Promise<number> {
  const [row] = await world.database
    .owner`select case when is_called then last_value else 0 end::int as count from deaths`
  return row?.count
}

const describeStep = (step: Step): string =>
  'call' in step
    ? `the call ${step.call}, which ${step.works ? 'was carried out' : 'never arrived'}`
    : `the ${step.at} of ${step.table}${step.when ? ` where ${step.when}` : ''}`
const named = (steps: Step[]): [string, Step][] => steps.map((step) => [describeStep(step), step])

async function intentsOf(paymentId: string) {
  const all = await stripeClient().paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })
  return all.filter(({ metadata }) => metadata?.payment_id === paymentId)
}

describe('creating is cut off at', () => {
  test.each(
    named([
      { at: 'insert', table: 'payments' },
      { at: 'insert', table: 'provider_calls' },
      { at: 'update', table: 'provider_calls', when: 'new.attempts > old.attempts' },
      { call: '/v1/payment_intents', works: false },
      { call: '/v1/payment_intents', works: true },
      { at: 'update', table: 'provider_calls', when: "new.status = 'done'" },
      { at: 'update', table: 'payments', when: 'new.stripe_payment_intent_id is not null' },
      { at: 'update', table: 'idempotency_keys', when: 'new.answer_status is not null' },
    ]),
  )(
    '%s: asked again with its key there is one payment with one intent, which can be paid',
    async (_what, step) => {
      const by = await world.plantIntegrator()
      const headers = { 'Idempotency-Key': 'order-1' }
      await cutOffAt(step, () => by.create({}, headers))
      const { status, json } = await by.create({}, headers)
      expect(status).toBe(201)
      // Opening it asks Stripe for what creating could not.
      const [row] = await world.database.owner`select user_id from payments where id = ${json.id}`
      const { clientSecret } = await openCheckout(world.database.db, {
        userId: row?.user_id,
        paymentId: json.id,
      })
      expect(clientSecret).toMatch(/_secret_/)
      expect(await intentsOf(json.id)).toHaveLength(1)
      const [count] = await world.database
        .owner`select count(*)::int as count from payments where user_id = ${row?.user_id}`
      expect(count).toEqual({ count: 1 })
      await world.payById(json.id)
      expect((await by.read(json.id)).json.status).toBe('succeeded')
      expect(await by.balance()).toBe('1342.00')
    },
  )
})

describe('crediting is cut off at', () => {
  test.each(
    named([
      { at: 'insert', table: 'stripe_events' },
      { at: 'update', table: 'stripe_events', when: 'new.next_attempt_at > old.next_attempt_at' },
      { at: 'update', table: 'payments', when: "new.intent_status = 'succeeded'" },
      { at: 'insert', table: 'transactions_movements' },
      { at: 'update', table: 'wallets', when: 'new.balance > old.balance' },
      { at: 'update', table: 'payments', when: "new.status = 'succeeded'" },
      { at: 'update', table: 'stripe_events', when: 'new.processed_at is not null' },
    ]),
  )('%s: Stripe posts it again or the sweeper takes it up, and it is credited once', async (_what, step) => {
    const by = await world.plantIntegrator()
    const { id } = (await by.create()).json
    const event = signed(succeededEvent(await world.payById(id)))
    await cutOffAt(step, async () => {
      await world.deliver(event)
      await sweepStripeEvents(world.database.db)
    })
    expect((await world.deliver(event)).status).toBe(200)
    await vi.waitFor(async () => {
      // So that nobody waits for the gap, nor for the lease of whoever died.
      await world.database.owner`update stripe_events set next_attempt_at = now() where processed_at is null`
      await sweepStripeEvents(world.database.db)
      const open = await world.database.owner`select id from stripe_events where processed_at is null`
      expect(open).toHaveLength(0)
    }, 10_000)
    expect(await world.creditsOf({ id, userId: '' })).toEqual({ count: 1, sum: '134200' })
    expect(await by.balance()).toBe('1342.00')
  })
})

describe('canceling is cut off at', () => {
  const steps = named([
    { at: 'update', table: 'payments', when: 'new.cancellation_reason is not null' },
    { at: 'insert', table: 'provider_calls' },
    { at: 'update', table: 'provider_calls', when: 'new.attempts > old.attempts' },
    { call: '/v1/payment_intents/*/cancel', works: false },
    { call: '/v1/payment_intents/*/cancel', works: true },
    { at: 'update', table: 'provider_calls', when: "new.status = 'done'" },
    { at: 'update', table: 'payments', when: "new.status = 'canceled'" },
  ])

  test.each(steps)('%s: it is finished by the job, once', async (_what, step) => {
    const by = await world.plantIntegrator()
    const { id } = (await by.create()).json
    await cutOffAt(step, () => by.cancel(id))
    // Where not even the wish was written down, its time runs out.
    await world.database
      .owner`update payments set next_cancel_at = now(), expires_at = app_now() where id = ${id}`
    await expirePayments(world.database.db)
    expect((await by.read(id)).json).toMatchObject({ status: 'canceled', paid: false })
    expect(await intentsOf(id)).toMatchObject([{ status: 'canceled' }])
    expect(await by.balance()).toBe('0.00')
  })

  test.each(steps)(
    '%s, and the payer pays if they still can: money and credit agree',
    async (_what, step) => {
      const by = await world.plantIntegrator()
      const { id } = (await by.create()).json
      await cutOffAt(step, () => by.cancel(id))
      const isPaid = await world.payById(id).then(
        () => true,
        () => false,
      )
      await world.database.owner`update payments set next_cancel_at = now() where id = ${id}`
      await expirePayments(world.database.db)
      expect((await by.read(id)).json).toMatchObject({
        status: isPaid ? 'succeeded' : 'canceled',
        paid: isPaid,
      })
      expect(await by.balance()).toBe(isPaid ? '1342.00' : '0.00')
      const [intent] = await intentsOf(id)
      expect(intent?.status).toBe(isPaid ? 'succeeded' : 'canceled')
    },
  )
})
