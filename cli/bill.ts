import { parseArgs } from 'node:util'
import { createDatabase } from '@/db/client'
import { appNow } from '@/db/now'
import { type BillingSummary, runBilling } from '@/lib/billing/run-billing'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { parseInstant } from '@/lib/time'

/** `npm run bill -- --as-of <ISO instant>`: one billing run; prints its summary as one JSON line. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'as-of': { type: 'string' } } })
  const { db, close } = createDatabase(env().DATABASE_URL, { max: 2 })
  try {
    const given = values['as-of']
    const asOf = given === undefined ? await appNow(db) : parseInstant(given, 'as-of')
    const run = await runBilling(db, { asOf, allowFuture: env().HOURGLASS_SANDBOX })
    process.stdout.write(`${JSON.stringify(line(run))}\n`)
  } finally {
    await close()
  }
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
