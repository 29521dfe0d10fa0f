import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { stripeCustomers, users } from '@/db/schema'
import { AppError, assert } from '../../errors'
import { callProvider } from '../stripe/call-provider'
import { type Refusal, RefusedForNow } from '../stripe/refused-for-now'
import { findCustomer } from './find-customer'

/**
 * Sees to it that Stripe knows a user as a customer, to whom saved cards belong: one, whoever asks how often; a new one
 * only after Stripe was seen to have deleted the one before.
 * @returns Stripe's id of the customer.
 * @throws AppError `provider_unavailable` if Stripe cannot be reached.
 * @throws RefusedForNow `conflict` if Stripe does not take the user as a customer, say for their address: nothing was made.
 */
export async function ensureCustomer(db: Database, userId: string): Promise<string> {
  const known = await findCustomer(db, userId)
  if (known !== null) return known
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (!user) throw new AppError('not_found', 'There is no such user.')
  const before = await db.$count(stripeCustomers, eq(stripeCustomers.userId, userId))
  const generation = String(before + 1)
  const { email } = user
  const outcome = await callProvider<Stripe.Customer>(db, {
    key: `hourglass-customer-${userId}-${generation}`,
    operation: 'customer.create',
    subject: `user:${userId}`,
    send: (stripe, options) =>
      stripe.customers.create({ email, metadata: { user_id: userId, generation } }, options),
    find: async (stripe) => {
      for await (const customer of stripe.customers.list({ email, limit: 100 })) {
        const { user_id, generation: made } = customer.metadata
        if (user_id === userId && made === generation) return customer
      }
      return undefined
    },
    // A user can change their address.
    isFinal: () => false,
  }).catch((error: unknown) => {
    throw error instanceof RefusedForNow ? noCustomer(error.refusal) : error
  })
  // On record from when a refusal was for good.
  if (outcome.kind === 'refused') throw noCustomer(outcome)
  await db.insert(stripeCustomers).values({ id: outcome.id, userId }).onConflictDoNothing()
  const customer = await findCustomer(db, userId)
  assert(customer !== null, 'a customer that was just made is known')
  return customer
}

function noCustomer({ code, message }: Refusal): RefusedForNow {
  return new RefusedForNow({ code, message }, undefined, {
    code: 'conflict',
    message: 'The card processor does not save cards for this account.',
    field: 'save_card',
  })
}
