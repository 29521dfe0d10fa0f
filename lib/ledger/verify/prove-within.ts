import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DATABASE_CHECKS } from './database-invariants'
import { HOLD_CHECKS } from './hold-invariants'
import { INVARIANTS, type InvariantName, type Violation } from './invariants'
import { logQuery } from './log-invariants'
import { PAYMENT_CHECKS } from './payment-invariants'
import { RETURN_CHECKS } from './return-invariants'
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
  /** At most a thousand of them, by rule. */
  named: Violation[]
  currencies: Map<string, CurrencyProof>
}

type Sums = Record<
  'wallets' | 'rows' | 'balance' | 'usage' | 'carry' | 'accrued' | 'writtenOff' | 'difference',
  string
>
/** What a query found, and the how manieth of its rule it is. */
type Ranked = { invariant: InvariantName; subject: string; detail: string | null; rank: number }

/** Checks every invariant within a transaction that is under way, and sums up the proof. */
export async function proveWithin(tx: Database): Promise<LedgerProof> {
  // A nested loop is quadratic when statistics mislead the planner; sorts and hashes never are.
  await tx.execute(sql`
    select set_config('work_mem', ${WORK_MEM}, true), set_config('jit', 'off', true),
           set_config('enable_nestloop', 'off', true)`)
  const proof: LedgerProof = { violations: 0, named: [], currencies: new Map() }
  const found: Ranked[] = []
  const checks = [
    ...SUBSCRIPTION_CHECKS,
    ...HOLD_CHECKS,
    ...PAYMENT_CHECKS,
    ...RETURN_CHECKS,
    ...DATABASE_CHECKS,
  ]
  for (const query of [logQuery, ...checks.map(({ invariant, query }) => labelled(invariant, query))]) {
    const rows = await tx.execute<Ranked & { sums: Sums | null; total: string }>(sql`
      select * from (
        select found.*, count(invariant) over () as total,
               row_number() over (partition by invariant order by length(subject), subject)::int as rank
          from (${query}) found) ranked
       where rank <= ${MOST_NAMED}`)
    proof.violations += Number(rows[0]?.total ?? 0)
    for (const { total: _, sums, ...row } of rows) {
      if (sums) proof.currencies.set(row.subject, toCurrencyProof(sums))
      else found.push(row)
    }
  }
  proof.named = nameFairly(found)
  return proof
}

function labelled(invariant: InvariantName, query: SQL): SQL {
  return sql`select ${invariant}::text as invariant, subject, detail, null::json as sums from (${query}) broken`
}

/** If there are too many to name, each rule that is broken has its share, so that none hides another. */
function nameFairly(found: Ranked[]): Violation[] {
  const order = Object.keys(INVARIANTS)
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_NAMED)
    .toSorted((a, b) => order.indexOf(a.invariant) - order.indexOf(b.invariant))
    .map(({ invariant, subject, detail }) => ({ invariant, subject, detail: detail ?? '' }))
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
