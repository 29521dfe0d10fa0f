import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { pgArray } from '@/db/pg-array'
import { preparedStatement } from '@/db/prepared-statement'
import type { Charge } from './charge-wallet'
import { assertAlone, isPlainlyCovered } from './post-plain-charge'
import type { Posted } from './post-transactions'

/**
 * Posts the charges of several wallets in one statement without branches, each wallet's all or none. As with
 * `postPlainCharge` they go through only in the plain case: all of a wallet's are surely covered together, no key of the
 * call was refused before, and nobody else has locked the wallet. A key that stands in the log makes the whole fail.
 * @param groups the charges of a wallet each, in the order in which they are to stand in its log, all of one instant.
 * @returns for each group where its rows stand, or null if nothing was done for it.
 */
export async function postChargesTogether(
  db: Database,
  groups: readonly (readonly Charge[])[],
): Promise<(Posted[] | null)[]> {
  assertAlone(db)
  const charges = groups.flat()
  const sums = groups.map(runningSums)
  let last = 0
  const lasts = groups.map(({ length }) => {
    last += length
    return last
  })
  const ofGroup = (of: (first: Charge) => string | null) =>
    pgArray(groups.map(([first]) => (first ? of(first) : null)))
  const ofCharge = (of: (charge: Charge) => string | null) => pgArray(charges.map(of))
  const rows = await chargesTogether.run(db, {
    users: ofGroup(({ userId }) => userId),
    currencies: ofGroup(({ currency }) => currency),
    instants: ofGroup(({ asOf }) => asOf?.toISOString() ?? null),
    counts: pgArray(groups.map(({ length }) => `${length}`)),
    lasts: pgArray(lasts.map(String)),
    sums: pgArray(sums.flat().map(String)),
    amounts: ofCharge(({ amountMinor }) => `${-amountMinor}`),
    reasons: ofCharge(({ reason }) => reason),
    keys: ofCharge(({ idempotencyKey }) => idempotencyKey ?? null),
    actors: ofCharge(({ actor }) => actor),
  })
  const places: (Posted[] | null)[] = groups.map(() => null)
  for (const row of rows) {
    const n = Number(row.n) - 1
    places[n] = placesOf(row, groups[n] ?? [], sums[n] ?? [])
  }
  return places
}

/** What the charges of a wallet have come to after each of them: negative minor units. */
function runningSums(charges: readonly Charge[]): bigint[] {
  let sum = 0n
  return charges.map(({ amountMinor }) => {
    sum -= amountMinor
    return sum
  })
}

/** A wallet as it was before the charges, and the instant of all of them. */
type Row = { n: string; wallet_id: string; user_id: string; seq: string; balance: string; datetime: string }

function placesOf(row: Row, charges: readonly Charge[], sums: readonly bigint[]): Posted[] {
  const walletId = BigInt(row.wallet_id)
  const seq = BigInt(row.seq)
  const balanceMinor = BigInt(row.balance)
  const datetime = new Date(row.datetime)
  return charges.map(({ currency }, i) => ({
    walletId,
    userId: row.user_id,
    currency,
    seq: seq + BigInt(i + 1),
    balanceMinor: balanceMinor + (sums[i] ?? 0n),
    datetime,
  }))
}

const { placeholder } = sql
const array = (name: string, type: string) => sql`(${placeholder(name)}::${sql.raw(type)}[])`
const total = sql`${array('sums', 'bigint')}[g.last]`
const at = sql`coalesce(g.instant, app_now())`

/**
 * A wallet that moved while the statement was on its way is left alone, as by `plainCharge`.
 * Arrays that are unfolded come by a query of their own (`select`), so that the plan does not depend on how long they are
 * and is made once. A wallet's charges lie in the arrays from the one behind the last of the wallet before to its own last.
 */
const chargesTogether = preparedStatement<Row>(sql`
  with locked as (
    select w.id, g.n, g.last, g.count, ${total} as total, ${at} as at
      from unnest((select ${array('users', 'uuid')}), (select ${array('currencies', 'text')}),
                  (select ${array('instants', 'timestamptz')}), (select ${array('counts', 'int')}),
                  (select ${array('lasts', 'int')})) with ordinality g(user_id, currency, instant, count, last, n)
      join wallets w on w.user_id = g.user_id and w.currency = g.currency
     where ${isPlainlyCovered(total, at)}
       and not exists (select from unnest((select ${array('keys', 'text')})) key
                         join refused_charges f on f.idempotency_key = key)
       and w.ctid = (select seen.ctid from wallets seen where seen.id = w.id)
       for no key update of w skip locked),
  moved as (
    update wallets w
       set balance = w.balance + l.total, seq = w.seq + l.count, last_posted_at = greatest(w.last_posted_at, l.at)
      from locked l where w.id = l.id
    returning w.id as wallet_id, w.user_id, old.seq, old.balance, new.last_posted_at as datetime,
              old.last_posted_at as link, old.last_usage_at, l.n, l.count, l.last),
  posted as (
    insert into transactions_charges (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at,
                                      previous_usage_at, idempotency_key, actor)
    select m.wallet_id, m.seq + place, m.user_id, 'charge', ${array('amounts', 'bigint')}[i],
           m.balance + ${array('sums', 'bigint')}[i], ${array('reasons', 'text')}[i], m.datetime,
           case when place = 1 then m.link else m.datetime end, m.last_usage_at, ${array('keys', 'text')}[i],
           ${array('actors', 'text')}[i]
      from moved m
     cross join lateral (select place, m.last - m.count + place as i from generate_series(1, m.count) place) one)
  select n, wallet_id, user_id, seq, balance, datetime from moved`)
