import { createDatabase } from '@/db/client'
import { env } from '@/lib/env'
import { INVARIANTS } from '@/lib/ledger/verify/invariants'
import type { LedgerProof } from '@/lib/ledger/verify/prove-within'
import { proveLedger } from '@/lib/ledger/verify-ledger'
import { formatMinor } from '@/lib/money'
import { formatAccrual } from '@/lib/proof/accrual'

/**
 * `npm run verify`: checks every invariant over every wallet. A summary and a line for each violation go to stderr, one
 * line of JSON to stdout; exit code 1 if anything is broken.
 */
async function main(): Promise<void> {
  const { db, close } = createDatabase(env().DATABASE_URL, { max: 1 })
  try {
    const begin = performance.now()
    const proof = await proveLedger(db)
    for (const line of summaryOf(proof, performance.now() - begin)) console.error(line)
    process.stdout.write(`${JSON.stringify(line(proof))}\n`)
    if (proof.violations > 0) process.exitCode = 1
  } finally {
    await close()
  }
}

function summaryOf({ violations, named, currencies }: LedgerProof, durationMs: number): string[] {
  const sums = [...currencies].map(([currency, sum]) => {
    const amounts = [
      `used ${formatAccrual(sum.accrued, currency)}`,
      `charged ${formatMinor(sum.usageMinor, currency)}`,
      `carried ${formatAccrual(sum.carry, currency)}`,
      `written off ${formatAccrual(sum.writtenOff, currency)}`,
      `difference ${formatAccrual(sum.difference, currency)}`,
    ]
    return `${currency}: ${sum.wallets} wallets, ${sum.rows} rows of the log; ${amounts.join(', ')}`
  })
  const broken = named.map(
    ({ invariant, subject, detail }) => `${subject}: not true that ${INVARIANTS[invariant]} (${detail})`,
  )
  const more = violations - named.length
  const verdict =
    violations === 0
      ? `All ${Object.keys(INVARIANTS).length} rules hold.`
      : `${violations} ${violations === 1 ? 'violation' : 'violations'} found.`
  return [
    ...sums,
    ...broken,
    ...(more > 0 ? [`… and ${more} more.`] : []),
    `${verdict} (${(durationMs / 1000).toFixed(1)} s)`,
  ]
}

/**
 * Amounts are major units as decimals. What accrues has no finite decimal, so it is given to the millionth of a minor
 * unit and, under `accrual`, as the whole number that it is: 3.6e12 of it are one minor unit.
 */
function line({ violations, currencies }: LedgerProof) {
  const sums = [...currencies].map(([currency, sum]) => {
    const accrual = {
      used: sum.accrued,
      carried: sum.carry,
      written_off: sum.writtenOff,
      difference: sum.difference,
    }
    const entries = Object.entries(accrual)
    return [
      currency,
      {
        wallets: Number(sum.wallets),
        rows: Number(sum.rows),
        balance: formatMinor(sum.balanceMinor, currency),
        charged: formatMinor(sum.usageMinor, currency),
        ...Object.fromEntries(entries.map(([name, value]) => [name, formatAccrual(value, currency)])),
        accrual: Object.fromEntries(entries.map(([name, value]) => [name, value.toString()])),
      },
    ]
  })
  return { ok: violations === 0, violations, currencies: Object.fromEntries(sums) }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
