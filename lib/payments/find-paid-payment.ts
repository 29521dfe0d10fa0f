import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { applyPaymentIntent } from './apply-payment-intent'
import { type Payment, paymentColumns } from './payment'
import { retrievePaymentIntent } from './stripe/retrieve-payment-intent'

/**
 * The payment of an intent, if it is ours and was credited. Money can go back before we have heard that it came: then
 * Stripe is asked, and it is credited first.
 */
export async function findPaidPayment(db: Database, intentId: string): Promise<Payment | undefined> {
  const known = await paidPaymentOf(db, intentId)
  if (known) return known
  await applyPaymentIntent(db, await retrievePaymentIntent(intentId))
  return paidPaymentOf(db, intentId)
}

async function paidPaymentOf(db: Database, intentId: string): Promise<Payment | undefined> {
  const [payment] = await db
    .select(paymentColumns)
    .from(payments)
    .where(eq(payments.stripePaymentIntentId, intentId))
  return payment?.paidAt ? payment : undefined
}
