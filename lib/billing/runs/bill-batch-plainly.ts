import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import {
  afterId,
  dueWallets,
  plainlySettled,
  plainValues,
  upToId,
} from '@/lib/ledger/settlement/settle-plainly'
import { type BillingRange, chargedWith, endOfBatch, isOurs } from './billing-range'

/**
 * Bills the wallets of a range's next batch that are plain, and notes it on the range, in one statement that commits on
 * its own: nearly always that is the whole batch, so its wallets are locked for no longer than they are written. If others
 * are left over, the range stays before the batch: to settle it once more passes over whoever is settled.
 * @returns the range as it is then, or null if it has passed into other hands, and nothing was done.
 */
export async function billBatchPlainly(
  db: Database,
  { asOf, range }: { asOf: Date; range: BillingRange },
): Promise<BillingRange | null> {
  const [row] = await plainBatch.run(db, {
    ...plainValues({ afterId: range.doneId, upToId: range.nextId, asOf }),
    run: `${range.runId}`,
    number: `${range.number}`,
    holder: range.holder,
  })
  return row ? { ...range, doneId: BigInt(row.done_id), nextId: BigInt(row.next_id) } : null
}

const { placeholder } = sql
const ours = isOurs({
  runId: sql`${placeholder('run')}::bigint`,
  number: sql`${placeholder('number')}::int`,
  holder: sql`${placeholder('holder')}::text`,
})

/** As many as there are numbers: nobody is left to look for. */
const isWhole = sql`total.settled = ${upToId} - ${afterId} or total.settled = (${dueWallets})`

const plainBatch = preparedStatement<{ done_id: string; next_id: string }>(sql`
  with held as (
    select run_id, number from billing_ranges where ${ours} and done_id = ${afterId} for no key update),
  ${plainlySettled(sql`exists (select from held)`)},
  total as (select coalesce(sum(billed), 0)::int as billed, coalesce(sum(settled), 0)::int as settled from sums)
  update billing_ranges r
     set done_id = case when ${isWhole} then ${upToId} else r.done_id end,
         wallets_billed = r.wallets_billed + total.billed,
         charged = ${chargedWith(sql`select currency, charged from sums`)},
         heartbeat_at = clock_timestamp()
    from held, total
   where r.run_id = held.run_id and r.number = held.number
  returning r.done_id, ${endOfBatch} as next_id`)
