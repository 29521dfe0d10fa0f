import { type SQL, sql } from 'drizzle-orm'
import { PgTransaction } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { assert } from '@/lib/errors'
import type { Charge } from './charge-wallet'
import { type Posted, type PostedRow, toPosted } from './post-transactions'

/**
 * Posts one charge in the quickest way there is: a single statement without branches, planned once. It goes through
 * only in the plain case; for anything else (a key that was used, too little money or nearly so, a wallet that has run dry
 * or on which something is due to change) it does nothing, and `postTransactions` has the verdict.
 *
 * Not within a transaction: a twin with the same key that commits at this very moment makes the statement fail.
 * @returns where the row stands, or null if nothing was done.
 */
export async function postPlainCharge(db: Database, charge: Charge): Promise<Posted | null> {
  assertAlone(db)
  const [row] = await plainCharge.run(db, {
    user: charge.userId,
    currency: charge.currency,
    amount: (-charge.amountMinor).toString(),
    reason: charge.reason,
    instant: charge.asOf?.toISOString() ?? null,
    key: charge.idempotencyKey ?? null,
    actor: charge.actor,
  })
  return row ? toPosted({ ...row, currency: charge.currency }) : null
}

/** A statement that fails where a twin comes first would take along whatever else its transaction does. */
export function assertAlone(db: Database): void {
  assert(!(db instanceof PgTransaction), 'a plain charge is none of a transaction')
}

/**
 * Whether a wallet `w` can surely be debited an `amount` (negative, minor units) at an instant, without settling it first.
 * In doubles, with more than their error to spare: one minor unit for the carry and a little of each, so that what is
 * nearly all there is goes the exact way. The columns are those of `available()` (docs/settlement.md).
 */
export const isPlainlyCovered = (amount: SQL, at: SQL) => sql`
  (w.balance - w.held + ${amount} - 1)::float8 * 3599900000000
    >= w.hourly_rate_micros::float8 * greatest(0, date_part('epoch', ${at} - w.last_hourly_billing) * 1000)
  and (w.next_rate_change_at > ${at}) is not false`

const { placeholder } = sql
const amount = sql`${placeholder('amount')}::bigint`
const key = sql`${placeholder('key')}::text`
const at = sql`coalesce(${placeholder('instant')}::timestamptz, app_now())`

/**
 * A wallet with something to take has a log, so its last instant is that of a row. A statement that had to wait for the wallet's
 * lock reads the wallet anew, but nothing else: the refusal of the same charge, committed meanwhile, it would not see. So only a
 * wallet that is still where it was seen is charged; any other goes the exact way. (`is not true` is asked again of the wallet
 * as it is then, by every PostgreSQL 18; the equality leads to it without a second look-up.)
 */
export const plainCharge = preparedStatement<Omit<PostedRow, 'currency'>>(sql`
  with moved as (
    update wallets w
       set balance = w.balance + ${amount}, seq = w.seq + 1, last_posted_at = greatest(w.last_posted_at, ${at})
      from (select ctid as place from wallets
             where user_id = ${placeholder('user')}::uuid and currency = ${placeholder('currency')}::text) seen
     where w.ctid = seen.place and (w.ctid <> seen.place) is not true
       and ${isPlainlyCovered(amount, at)}
       and not exists (select from refused_charges where idempotency_key = ${key})
    returning w.id, w.user_id, w.balance, w.seq, w.last_posted_at, w.last_usage_at, old.last_posted_at as link)
  insert into transactions_charges (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at,
                                    previous_usage_at, idempotency_key, actor)
  select id, seq, user_id, 'charge', ${amount}, balance, ${placeholder('reason')}::text, last_posted_at, link,
         last_usage_at, ${key}, ${placeholder('actor')}::text
    from moved
  returning wallet_id, user_id, seq, balance, datetime`)
