import { createDatabase } from '@/db/client'
import { env } from '@/lib/env'
import { verifyLedger } from '@/lib/ledger/verify-ledger'

/** `npm run verify`: checks every invariant over every wallet; exit code 1 and a line for each violation. */
async function main(): Promise<void> {
  const { db, close } = createDatabase(env().DATABASE_URL, { max: 1 })
  try {
    const violations = await verifyLedger(db)
    for (const { invariant, subject, detail } of violations) {
      console.error(`${subject}: not true that ${invariant} (${detail})`)
    }
    process.stdout.write(
      `${JSON.stringify({ ok: violations.length === 0, violations: violations.length })}\n`,
    )
    if (violations.length > 0) process.exitCode = 1
  } finally {
    await close()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
