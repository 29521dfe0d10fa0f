import type { Database } from '@/db/client'
import { type AutomaticPayment, listOpenOfRecurring } from '../automatic/automatic-payment'
import type { RecurringPayment } from './recurring-payment'

/** A recurring payment, and the payment that it has begun and not got yet. */
export type RecurringStanding = { recurring: RecurringPayment; open: AutomaticPayment | null }

/** Adds to recurring payments what each has begun and not got yet. */
export async function withOpenPayments(
  db: Database,
  found: readonly RecurringPayment[],
): Promise<RecurringStanding[]> {
  const open = await listOpenOfRecurring(
    db,
    found.map(({ id }) => id),
  )
  const byRecurring = new Map(open.map((one) => [one.automatic.recurringPaymentId, one]))
  return found.map((recurring) => ({ recurring, open: byRecurring.get(recurring.id) ?? null }))
}
