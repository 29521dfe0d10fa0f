import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { prepareOnce } from '@/db/prepare-once'
import { assert } from '../errors'
import { type Posted, type Posting, toPosted } from './post-transactions'

/**
 * Posts one debit in the quickest way there is: a single statement without branches, planned once. It goes through
 * only in the plain case; for anything else (a key that was used, too little money, a wallet that has run dry or on which
 * something is due to change) it does nothing, and `postTransactions` has the verdict.
 *
 * Not within a transaction: a twin with the same key that commits at this very moment makes the statement fail.
 * @returns where the row stands, or null if nothing was done.
 */
export async function postPlainDebit(db: Database, posting: Posting): Promise<Posted | null> {
  const { wallet, type, amountMinor, reason, asOf, actor } = posting
  assert(amountMinor < 0n, 'a debit lowers the balance')
  const byId = typeof wallet === 'bigint'
  const [row] = await (byId ? byWalletId : byOwner)(db).execute({
    wallet: byId ? wallet.toString() : wallet.userId,
    currency: byId ? null : wallet.currency,
    type,
    amount: amountMinor.toString(),
    reason,
    instant: asOf?.toISOString() ?? null,
    payment: posting.paymentId ?? null,
    key: posting.idempotencyKey ?? null,
    actor,
  })
  return row ? toPosted(row) : null
}

const byWalletId = prepareOnce((db) => preparePlainDebit(db, true))
const byOwner = prepareOnce((db) => preparePlainDebit(db, false))

/**
 * The statement, to be run with the values of a posting. `offset 0` keeps the clock from being read again wherever it is
 * named. What is covered: what can be spent after the debit still covers what has accrued, so the wallet has not run dry
 * either.
 */
export function preparePlainDebit(db: Database, byId: boolean) {
  const { placeholder } = sql
  const amount = sql`${placeholder('amount')}::bigint`
  const key = sql`${placeholder('key')}::text`
  const whose = byId
    ? sql`w.id = ${placeholder('wallet')}::bigint and ${placeholder('currency')}::text is null`
    : sql`w.user_id = ${placeholder('wallet')}::uuid and w.currency = ${placeholder('currency')}::text`
  const moved = db.$with('moved', {}).as(sql`
    update wallets w
       set balance = w.balance + ${amount}, seq = w.seq + 1, last_posted_at = greatest(w.last_posted_at, clock.at)
      from (select coalesce(${placeholder('instant')}::timestamptz, app_now()) as at offset 0) clock
     where ${whose}
       and (w.balance - w.held + ${amount})::numeric * 3600000000000
           >= w.hourly_rate_micros::numeric * elapsed_ms(w.last_hourly_billing, clock.at) + w.carry
       and (w.next_rate_change_at > clock.at) is not false
       and not exists (select from refused_charges where idempotency_key = ${key})
    returning w.id, w.user_id, w.currency, w.balance, w.seq, w.last_posted_at, w.last_usage_at,
              case when old.seq > 0 then old.last_posted_at end as link`)
  const posted = db.$with('posted', {}).as(sql`
    insert into transactions_movements (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at,
                                        previous_usage_at, payment_id, idempotency_key, actor)
    select id, seq, user_id, ${placeholder('type')}::text, ${amount}, balance, ${placeholder('reason')}::text,
           last_posted_at, link, last_usage_at, ${placeholder('payment')}::uuid, ${key}, ${placeholder('actor')}::text
      from moved`)
  return db
    .with(moved, posted)
    .select({
      wallet_id: sql<string>`id`,
      user_id: sql<string>`user_id`,
      currency: sql<string>`currency`,
      seq: sql<string>`seq`,
      balance: sql<string>`balance`,
      datetime: sql<string>`last_posted_at`,
    })
    .from(sql`moved`)
    .prepare(byId ? 'post_debit_by_wallet' : 'post_debit_by_owner')
}
