import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { receipts } from '@/db/schema'
import { log } from '../log'
import { retrievePaymentIntent } from '../payments/stripe/retrieve-payment-intent'
import { methodOf } from './payment-method'

/** A receipt is shown without its method rather than late. */
const PATIENCE = { timeout: 3000, maxNetworkRetries: 0 }

/**
 * Asks Stripe what a payment was paid with, and puts it into the receipt that could not say so when it was issued. The
 * first answer stays. If Stripe cannot be asked that is logged, and the next reader asks again.
 */
export async function recordMethod(
  db: Database,
  { paymentId, intentId }: { paymentId: string; intentId: string },
): Promise<void> {
  try {
    const method = methodOf(await retrievePaymentIntent(intentId, PATIENCE))
    if (!method) return
    await db
      .update(receipts)
      .set({ methodType: method.type, methodBrand: method.brand, methodLast4: method.last4 })
      .where(and(eq(receipts.paymentId, paymentId), isNull(receipts.methodType)))
  } catch (error) {
    log.warn({ paymentId, error }, 'Stripe could not be asked what a payment was paid with')
  }
}
