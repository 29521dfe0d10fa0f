import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { stripeCustomers, users } from '@/db/schema'
import { AppError, assert } from '../../errors'
import { callProvider } from '../stripe/call-provider'
import { findCustomer } from './find-customer'

/**
 * Sees to it that Stripe knows a user as a customer, to whom saved cards belong: one, whoever asks how often; a new one
 * only after Stripe was seen to have deleted the one before.
 * @returns Stripe's id of the customer.
 * @throws AppError `provider_unavailable` if Stripe cannot be reached.
 */
export async function ensureCustomer(db: Database, userId: string): Promise<string> {
  const known = await findCustomer(db, userId)
  if (known !== null) return known
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId))
  if (!user) throw new AppError('not_found', 'There is no such user.')
  const before = await db.$count(stripeCustomers, eq(stripeCustomers.userId, userId))
  const generation = String(before + 1)
  const outcome = await callProvider<Stripe.Customer>(db, {
    key: `hourglass-customer-${userId}-${generation}`,
    operation: 'customer.create',
    subject: `user:${userId}`,
    send: (stripe, options) =>
      stripe.customers.create({ email: user.email, metadata: { user_id: userId, generation } }, options),
    find: async (stripe) => {
      for await (const customer of stripe.customers.list({ email: user.email, limit: 100 })) {
        const { user_id, generation: made } = customer.metadata
        if (user_id === userId && made === generation) return customer
      }
      return undefined
    },
  })
  if (outcome.kind === 'refused') {
    throw new Error(`Stripe takes no customer for user ${userId}: ${outcome.code}`)
  }
  await db.insert(stripeCustomers).values({ id: outcome.id, userId }).onConflictDoNothing()
  const customer = await findCustomer(db, userId)
  assert(customer !== null, 'a customer that was just made is known')
  return customer
}
