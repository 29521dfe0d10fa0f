import { afterAll, beforeAll, beforeEach } from 'vitest'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type PaymentWorld, startPaymentWorld } from './payment-world.fixture'

/** A database and a Stripe of a test file's own; each test begins with a Stripe that works. Webhooks go nowhere. */
export function paymentsWorld(): PaymentWorld {
  const world = {} as PaymentWorld
  beforeAll(async () => {
    Object.assign(world, await startPaymentWorld())
  })
  beforeEach(async () => {
    await control(world.sandbox, '/reset')
  })
  afterAll(() => world.close())
  return world
}
