'use server'

import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { runBilling } from '@/lib/billing/run-billing'

/** Bills every wallet up to this instant. Answers with what it charged, in major units by currency. */
export const runBillingAction = adminAction(z.strictObject({}), async () => {
  const db = database()
  const { walletsBilled, totals } = await runBilling(db, { asOf: await appNow(db) })
  return { walletsBilled, totals }
})
