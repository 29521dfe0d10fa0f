import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DATABASE_CHECKS } from './database-invariants'
import type { InvariantName, Violation } from './invariants'
import { logQuery } from './log-invariants'
import { PAYMENT_CHECKS } from './payment-invariants'
import { SUBSCRIPTION_CHECKS } from './subscription-invariants'

/** So many violations are named; the rest are counted. One mistake may touch every wallet there is. */
const MOST_NAMED = 1000

/** What one sort or hash may hold in memory; what is larger goes to disk. */
const WORK_MEM = '64MB'

/**
 * The sums of a currency: whole numbers of any size. Amounts are minor units; accrual is micros × milliseconds, of which
 * 3.6e12 are one minor unit.
 */
export type CurrencyProof = {
  wallets: bigint
  /** Rows of the log. */
  rows: bigint
  balanceMinor: bigint
  /** Usage that was charged, minor units. */
  usageMinor: bigint
  /** Accrued and too little to charge yet. */
  carry: bigint
  /** The integral of the wallets' rates over time. */
  accrued: bigint
  /** The parts of milliseconds, each under its rate, by which money that ended did not cover the last one. */
  writtenOff: bigint
  /** accrued − usage − carry − written off: zero. */
  difference: bigint
}

/** What a pass of the verifier found. */
export type LedgerProof = {
  /** How many. */
  violations: number
  /** The first thousand of them. */
  named: Violation[]
  currencies: Map<string, CurrencyProof>
}

type Sums = Record<
  'wallets' | 'rows' | 'balance' | 'usage' | 'carry' | 'accrued' | 'writtenOff' | 'difference',
  string
>
type Row = { invariant: InvariantName | null; subject: string; detail: string | null; sums: Sums | null }
type Counted = Row & { total: string }

/** Checks every invariant within a transaction that is under way, and sums up the proof. */
export async function proveWithin(tx: Database): Promise<LedgerProof> {
  // A nested loop is quadratic when statistics mislead the planner; sorts and hashes never are.
  await tx.execute(sql`
    select set_config('work_mem', ${WORK_MEM}, true), set_config('jit', 'off', true),
           set_config('enable_nestloop', 'off', true)`)
  const proof: LedgerProof = { violations: 0, named: [], currencies: new Map() }
  const checks = [...SUBSCRIPTION_CHECKS, ...PAYMENT_CHECKS, ...DATABASE_CHECKS]
  for (const query of [logQuery, ...checks.map(({ invariant, query }) => labelled(invariant, query))]) {
    const rows = await tx.execute<Counted>(sql`
      select found.*, count(invariant) over () as total from (${query}) found
       order by sums is null, subject limit ${MOST_NAMED}`)
    take(proof, rows)
  }
  return proof
}

function labelled(invariant: InvariantName, query: SQL): SQL {
  return sql`select ${invariant}::text as invariant, subject, detail, null::json as sums from (${query}) broken`
}

function take(proof: LedgerProof, rows: readonly Counted[]): void {
  proof.violations += Number(rows[0]?.total ?? 0)
  for (const { invariant, subject, detail, sums } of rows) {
    if (sums) proof.currencies.set(subject, toCurrencyProof(sums))
    else if (invariant && proof.named.length < MOST_NAMED)
      proof.named.push({ invariant, subject, detail: detail ?? '' })
  }
}

function toCurrencyProof(sums: Sums): CurrencyProof {
  return {
    wallets: BigInt(sums.wallets),
    rows: BigInt(sums.rows),
    balanceMinor: BigInt(sums.balance),
    usageMinor: BigInt(sums.usage),
    carry: BigInt(sums.carry),
    accrued: BigInt(sums.accrued),
    writtenOff: BigInt(sums.writtenOff),
    difference: BigInt(sums.difference),
  }
}
