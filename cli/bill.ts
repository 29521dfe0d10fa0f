import { parseArgs } from 'node:util'
import { createDatabase } from '@/db/client'
import { appNow } from '@/db/now'
import { billingSettings } from '@/lib/billing/runs/billing-settings'
import { type BillingSummary, runBilling } from '@/lib/billing/runs/run-billing'
import { env, MAX_WORKERS } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseInstant } from '@/lib/time'

/**
 * `npm run bill -- --as-of <ISO instant> --workers <n>`: one billing run, or what is left of one up to the same instant
 * that was killed; prints its summary as one JSON line.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'as-of': { type: 'string' }, workers: { type: 'string' } } })
  const settings = billingSettings()
  const workers = values.workers === undefined ? settings.workers : parseWorkers(values.workers)
  const { db, close } = createDatabase(env().DATABASE_URL, { max: workers + 1 })
  try {
    const given = values['as-of']
    const asOf = given === undefined ? await appNow(db) : parseInstant(given, 'as-of')
    const run = await runBilling(db, { ...settings, workers, asOf, allowFuture: env().HOURGLASS_SANDBOX })
    process.stdout.write(`${JSON.stringify(line(run))}\n`)
  } finally {
    await close()
  }
}

function parseWorkers(given: string): number {
  const workers = /^\d{1,2}$/.test(given) ? Number(given) : 0
  if (workers >= 1 && workers <= MAX_WORKERS) return workers
  throw new AppError('invalid_request', `Give --workers as a whole number from 1 to ${MAX_WORKERS}.`, {
    field: 'workers',
  })
}

/** The summary under the names that the table of runs has. */
function line(run: BillingSummary) {
  return {
    id: run.runId,
    as_of: run.asOf,
    status: 'finished',
    wallets_billed: run.walletsBilled,
    wallets_suspended: run.walletsSuspended,
    totals: run.totals,
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
