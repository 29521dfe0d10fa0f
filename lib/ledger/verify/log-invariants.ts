import { type SQL, sql } from 'drizzle-orm'
import type { InvariantName } from './invariants'
import { knownWallets, UNIT } from './known-wallets'
import { summedLogs } from './summed-logs'

/** Where a rule is broken: a condition on the wallet `w`, its rates `k` and its log `s`, and what to say of it. */
type WalletRule = { invariant: InvariantName; broken: SQL; detail: SQL }

/** What accrued and was neither charged, nor is carried, nor was written off when the money ended: nothing. */
const difference = sql`coalesce(k.accrued, 0) + coalesce(s.usage, 0) * ${UNIT} - coalesce(s.lost, 0) - w.carry`

const row = (column: SQL) => ({
  broken: sql`${column} is not null`,
  detail: sql`format('first in row %s', ${column})`,
})

const RULES: WalletRule[] = [
  { invariant: 'log_continues', ...row(sql`s.broken`) },
  { invariant: 'log_linked', ...row(sql`s.mislinked`) },
  { invariant: 'log_owned', ...row(sql`s.misplaced`) },
  { invariant: 'usage_apart', ...row(sql`s.overlapping`) },
  { invariant: 'usage_at_rate', ...row(sql`s.misrated`) },
  { invariant: 'usage_exact', ...row(sql`s.inexact`) },
  {
    invariant: 'balance_of_log',
    broken: sql`(w.balance, w.balance::numeric, w.seq)
      is distinct from (coalesce(s.balance, 0), coalesce(s.total, 0), coalesce(s.seq, 0))`,
    detail: sql`format('balance %s, log ends at row %s with %s and sums to %s', w.balance, s.seq, s.balance, s.total)`,
  },
  {
    invariant: 'pointers_of_log',
    broken: sql`(w.last_posted_at, w.last_usage_at)
      is distinct from (coalesce(s.last_posted_at, to_timestamp(0)), s.last_usage_at)`,
    detail: sql`format('says %s and %s, log says %s and %s', w.last_posted_at, w.last_usage_at, s.last_posted_at,
                       s.last_usage_at)`,
  },
  {
    invariant: 'amounts_in_range',
    broken: sql`w.balance < 0 or w.held < 0 or w.held > w.balance or w.carry < 0 or w.carry >= ${UNIT}`,
    detail: sql`format('balance %s, held %s, carry %s', w.balance, w.held, w.carry)`,
  },
  {
    invariant: 'integral',
    broken: sql`${difference} <> 0`,
    detail: sql`format('accrued %s, charged %s, carry %s, written off %s, difference %s', coalesce(k.accrued, 0),
                       -coalesce(s.usage, 0), w.carry, coalesce(s.lost, 0), ${difference})`,
  },
  {
    invariant: 'rates_in_order',
    broken: sql`k.is_backwards or w.last_hourly_billing < k.last_at`,
    detail: sql`format('settled to %s, rate changed at %s', w.last_hourly_billing, k.last_at)`,
  },
  {
    invariant: 'rate_recorded',
    broken: sql`w.hourly_rate_micros <> coalesce(k.last_rate, 0)`,
    detail: sql`format('rate %s, last change %s', w.hourly_rate_micros, k.last_rate)`,
  },
]

/**
 * Everything about wallets, their logs and their rates in one statement, so that the log is read and sorted once: what
 * is broken, as any check answers it, and the sums of each currency, as JSON under no invariant.
 */
export const logQuery = sql`
  with ${knownWallets}, ${summedLogs},
  wallet_sums as (
    select w.currency, json_build_object(
             'wallets', count(*)::text, 'rows', coalesce(sum(s.rows), 0)::text, 'balance', sum(w.balance)::text,
             'usage', (-coalesce(sum(s.usage), 0))::text, 'carry', sum(w.carry)::text,
             'accrued', coalesce(sum(k.accrued), 0)::text, 'writtenOff', coalesce(sum(s.lost), 0)::text,
             'difference', sum(${difference})::text) as sums
      from wallets w join known k on k.id = w.id left join summed s on s.wallet_id = w.id
     group by w.currency)
  select rule.invariant, 'wallet ' || coalesce(w.id, s.wallet_id) as subject, rule.detail, null::json as sums
    from wallets w full join summed s on s.wallet_id = w.id left join known k on k.id = w.id
   cross join lateral (values ${sql.join(
     RULES.map(({ invariant, broken, detail }) => sql`(${invariant}::text, ${broken}, ${detail})`),
     sql`, `,
   )}) rule(invariant, is_broken, detail)
   where (${sql.join(
     RULES.map(({ broken }) => sql`(${broken})`),
     sql` or `,
   )}) and rule.is_broken
  union all
  select null, currency, null, sums from wallet_sums`
