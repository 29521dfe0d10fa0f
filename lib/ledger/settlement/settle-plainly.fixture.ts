import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { type PlainOrder, plainlySettled, plainValues } from './settle-plainly'
import { settleWallets } from './settle-wallets'
import { addSettlements, type SettledRow, type SettlementSummary, summarize } from './settlement-summary'

const plainSettlement = preparedStatement<SettledRow>(sql`
  with ${plainlySettled(sql`true`)} select currency, billed, charged from sums`)

/** Settles whoever of a range is plain, without a run of which it is a part. */
export async function settlePlainly(tx: Database, order: PlainOrder): Promise<SettlementSummary> {
  return summarize(await plainSettlement.run(tx, plainValues(order)))
}

/** Settles a range as a batch of an hourly run does: the plain wallets first, then the others by the whole rule. */
export async function settleRange(tx: Database, order: PlainOrder): Promise<SettlementSummary> {
  const { asOf, ...selection } = order
  const plain = await settlePlainly(tx, order)
  return addSettlements(plain, await settleWallets(tx, { selection, asOf }))
}
