import { and, inArray, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { automaticPayments } from '@/db/schema'
import { type AutomaticOrigin, listOpenOf } from './automatic-payment'

/**
 * A rule was changed, switched off or started again: what it had begun and could not get yet is to be canceled. What has
 * not been declined is on its way, and stays.
 * @returns the payments to be canceled, for whoever wants to see to it at once: the job does so in any case.
 */
export async function makeRoom(
  tx: Database,
  origin: AutomaticOrigin,
  { asOf }: { asOf: Date },
): Promise<string[]> {
  const stuck = (await listOpenOf(tx, origin))
    .filter(({ automatic }) => automatic.declines > 0 || automatic.stage === 'user')
    .map(({ payment }) => payment.id)
  if (stuck.length === 0) return []
  const rows = await tx
    .update(automaticPayments)
    .set({ supersededAt: asOf, leasedUntil: null })
    .where(and(inArray(automaticPayments.paymentId, stuck), isNull(automaticPayments.supersededAt)))
    .returning({ id: automaticPayments.paymentId })
  return rows.map(({ id }) => id)
}
