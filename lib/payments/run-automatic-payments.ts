import type { Database } from '@/db/client'
import { startDueTopUps } from './auto-top-up/start-due-top-ups'
import { workOnAutomaticPayments } from './automatic/work-on-automatic-payments'
import { startDueRecurring } from './recurring/start-due-recurring'

/** What a pass began, and how many payments it went on with. */
export type AutomaticPass = { topUps: number; recurring: number; workedOn: number }

/**
 * Charges saved cards for what is due by the domain's clock: wallets that are to top themselves up, recurring payments,
 * and those begun before that a decline or a cut connection has left open. Passes at the same time share the work; one
 * that is killed loses nothing.
 * @param options `holdsTopUps` while wallets look emptier than they are: none is topped up then.
 */
export async function runAutomaticPayments(
  db: Database,
  { holdsTopUps = false }: { holdsTopUps?: boolean } = {},
): Promise<AutomaticPass> {
  // First what is open already: money that has come since may be all that a wallet needs.
  let workedOn = await workOnAutomaticPayments(db)
  const recurring = await startDueRecurring(db)
  if (recurring > 0) workedOn += await workOnAutomaticPayments(db)
  const topUps = holdsTopUps ? 0 : await startDueTopUps(db)
  if (topUps > 0) workedOn += await workOnAutomaticPayments(db)
  return { topUps, recurring, workedOn }
}
