import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { type BillingDelay, readBillingDelay } from '@/lib/billing/runs/read-billing-delay'
import { log } from '../log'

/** How many missing hours were logged last, so that a check every few seconds does not fill the log. */
let loggedHours = 0

/**
 * How the billing stands, for the check of readiness. Being behind takes no server out of rotation: it serves as well as
 * ever, and the next run charges for the time since. It is logged as a warning when the missing hours change.
 */
export async function reportBilling(db: Database) {
  const delay = await readBillingDelay(db, { asOf: await appNow(db) })
  const body = present(delay)
  if (delay.behindHours !== loggedHours) {
    loggedHours = delay.behindHours
    if (loggedHours > 0) log.warn(body, 'billing is behind')
    else log.info(body, 'billing has caught up')
  }
  return body
}

function present({ behindHours, billedUpTo, lastRunAt }: BillingDelay) {
  return {
    status: behindHours > 0 ? 'behind' : 'on_time',
    behind_hours: behindHours,
    billed_up_to: billedUpTo?.toISOString() ?? null,
    last_run_at: lastRunAt?.toISOString() ?? null,
  }
}
