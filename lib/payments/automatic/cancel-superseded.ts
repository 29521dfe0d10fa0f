import type { Database } from '@/db/client'
import { log } from '../../log'
import { attemptPayment } from './attempt-payment'

/** Cancels payments that a changed rule has left behind. If Stripe cannot be reached the job does it later. */
export async function cancelSuperseded(db: Database, paymentIds: readonly string[]): Promise<void> {
  for (const paymentId of paymentIds) {
    await attemptPayment(db, paymentId).catch((error: unknown) => {
      log.warn({ paymentId, error }, 'a payment that was to make room is not canceled yet')
    })
  }
}
