import type Stripe from 'stripe'
import { type PaymentWorld, startPaymentWorld } from '@/lib/payments/payment-world.fixture'
import { call, plantKey, type Reply, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { serveHandler } from '@/lib/testing/serve-handler'
import { GET as balance } from '../../v1/balance/route'
import { POST as cancel } from '../../v1/payment/[id]/cancel/route'
import { GET as read } from '../../v1/payment/[id]/route'
import { POST as create } from '../../v1/payment/route'
import { POST as webhook } from './route'

/** Somebody who integrates: a key, and the calls they make with it. Nothing here looks behind the API. */
export type Integrator = {
  create(body?: Record<string, unknown>, headers?: Record<string, string>): Promise<Reply>
  read(id: string): Promise<Reply>
  cancel(id: string): Promise<Reply>
  /** The balance as the API tells it, such as "1342.00"; "0.00" without a wallet. */
  balance(currency?: string): Promise<string>
}

/** The world, with Stripe's webhooks coming in over HTTP, and the API in front of it. */
export type ApiWorld = PaymentWorld & {
  plantIntegrator(): Promise<Integrator>
  /** The payer pays the payment that an integrator made. */
  payById(id: string, card?: string): Promise<Stripe.PaymentIntent>
  /** Posts an event as it is, by the route. */
  deliver(sent: { rawBody: string; signature: string | null }): Promise<Reply>
}

/** Call it in `beforeAll`, before anything reads the settings. */
export async function startApiWorld(): Promise<ApiWorld> {
  const server = await serveHandler(webhook)
  const world = await startPaymentWorld({ webhookUrl: `${server.url}/api/webhooks/stripe` })
  const { db, owner } = world.database
  serveFrom(db)
  return {
    ...world,
    plantIntegrator: async () => {
      const key = await plantKey(db, await plantUser(db))
      return {
        create: (body = {}, headers = {}) =>
          call(create, '/api/v1/payment', {
            as: key,
            headers,
            body: { value: '1342.00', currency: 'RUB', description: 'Оплата подписки', ...body },
          }),
        read: (id) => call(read, `/api/v1/payment/${id}`, { as: key, params: { id } }),
        cancel: (id) =>
          call(cancel, `/api/v1/payment/${id}/cancel`, { as: key, method: 'POST', params: { id } }),
        balance: async (currency = 'RUB') => {
          const { json } = await call(balance, '/api/v1/balance', { as: key })
          const held = json.balances.find((one: { currency: string }) => one.currency === currency)
          return held?.balance ?? '0.00'
        },
      }
    },
    payById: async (id, card) => {
      const [row] = await owner`select stripe_payment_intent_id as intent from payments where id = ${id}`
      return world.pay({ stripePaymentIntentId: row?.intent }, card)
    },
    deliver: ({ rawBody, signature }) =>
      call(webhook, '/api/webhooks/stripe', {
        body: rawBody,
        headers: signature === null ? {} : { 'Stripe-Signature': signature },
      }),
    close: async () => {
      await world.close()
      await server.close()
    },
  }
}
