'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { adminAction } from '@/app/_actions/user-action'
import { database } from '@/db/connection'
import { appNow } from '@/db/now'
import { billingSettings } from '@/lib/billing/runs/billing-settings'
import { runBilling } from '@/lib/billing/runs/run-billing'
import { log } from '@/lib/log'

/** A run that takes longer goes on by itself, and the page shows how far it came. */
const PATIENCE_MS = 5_000

/** What a run did, with what it charged in major units by currency; null if it still goes on. */
type RunResult = { walletsBilled: number; totals: Record<string, string> } | null

/** Bills every wallet up to this instant, and answers with what that came to if it does not take long. */
export const runBillingAction = adminAction(z.strictObject({}), async (): Promise<RunResult> => {
  const db = database()
  const run = runBilling(db, { ...billingSettings(), asOf: await appNow(db) })
  // The run itself keeps its error, for whoever looks at it later.
  after(() =>
    run.catch((error: unknown) => log.error({ error }, 'a billing run asked for by an admin failed')),
  )
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS)
  })
  const done = await Promise.race([run, patience]).finally(() => clearTimeout(timer))
  return done && { walletsBilled: done.walletsBilled, totals: done.totals }
})
