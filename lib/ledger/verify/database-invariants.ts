import { sql } from 'drizzle-orm'
import type { Check } from './check'

/** Triggers without which rows could be changed, or changes go unrecorded. */
const TRIGGERS = [
  ['transactions', 'transactions_append_only'],
  ['transactions_usage', 'transactions_usage_append_only'],
  ['transactions_charges', 'transactions_charges_append_only'],
  ['transactions_movements', 'transactions_movements_append_only'],
  ['transactions', 'transactions_numbered'],
  ['rate_changes', 'rate_changes_append_only'],
  ['subscription_changes', 'subscription_changes_append_only'],
  ['subscriptions', 'subscriptions_record_start'],
  ['subscriptions', 'subscriptions_record_change'],
  ['tariff_prices', 'tariff_prices_append_only'],
  ['audit_log', 'audit_log_append_only'],
  ['idempotency_keys', 'idempotency_keys_permanent'],
  ['refused_charges', 'refused_charges_permanent'],
  ['outbox', 'outbox_permanent'],
  ['holds', 'holds_end_once'],
  ['holds', 'holds_permanent'],
  ['stripe_events', 'stripe_events_permanent'],
  ['refunds', 'refunds_permanent'],
  ['refunds', 'refunds_fixed'],
  ['refunds', 'refunds_restate_payment'],
  ['disputes', 'disputes_permanent'],
  ['disputes', 'disputes_fixed'],
  ['disputes', 'disputes_restate_payment'],
  ['receivables', 'receivables_permanent'],
  ['receivables', 'receivables_fixed'],
] as const

/** Constraints without which a key could be used twice, or a wallet spend what it has not. */
const CONSTRAINTS = [
  ['wallets', 'wallets_user_currency_key'],
  ['wallets', 'wallets_backed'],
  ['transactions_usage', 'transactions_usage_key'],
  ['transactions_charges', 'transactions_charges_key'],
  ['transactions_charges', 'transactions_charges_idempotency_key'],
  ['transactions_movements', 'transactions_movements_key'],
  ['transactions_movements', 'transactions_movements_idempotency_key'],
  ['refused_charges', 'refused_charges_pkey'],
  ['idempotency_keys', 'idempotency_keys_user_id_operation_key_pk'],
  ['holds', 'holds_user_idempotency_key'],
  ['subscriptions', 'subscriptions_user_idempotency_key'],
  ['payments', 'payments_user_idempotency_key'],
  ['payments', 'payments_stripe_payment_intent_id_unique'],
  ['refunds', 'refunds_idempotency_key_unique'],
  ['refunds', 'refunds_stripe_refund_id_unique'],
  ['stripe_events', 'stripe_events_pkey'],
  ['outbox', 'outbox_key_unique'],
] as const

/** Types that carry a rule of their own, under their own name. */
const RULED_TYPES = ['not_negative', 'from_one', 'below_unit', 'currency_code'] as const

const pairs = (rows: readonly (readonly [string, string])[]) =>
  sql.join(
    rows.map(([table, name]) => sql`(${table}::text, ${name}::text)`),
    sql`, `,
  )

/** Checks of the whole: that the books balance, and that they are still protected. */
export const DATABASE_CHECKS: Check[] = [
  {
    invariant: 'sums_to_zero',
    query: sql`
      select coalesce(w.currency, c.currency) as subject,
             format('wallets %s, contra accounts %s', w.balance, c.balance) as detail
        from (select currency, sum(balance) as balance from wallets group by currency) w
        full join (select currency, sum(balance) as balance from contra_balances group by currency) c
             on c.currency = w.currency
       where coalesce(w.balance, 0) + coalesce(c.balance, 0) <> 0`,
  },
  {
    invariant: 'rows_protected',
    query: sql`
      select expected.name as subject, format('its trigger %s is missing or off', expected.trigger) as detail
        from (values ${pairs(TRIGGERS)}) expected(name, trigger)
        left join pg_trigger t on t.tgrelid = expected.name::regclass
             and t.tgname = expected.trigger and t.tgenabled in ('O', 'A')
       where t.oid is null
      union all
      select expected.name, format('its constraint %s is missing or not valid', expected.rule)
        from (values ${pairs(CONSTRAINTS)}) expected(name, rule)
        left join pg_constraint c on c.conrelid = expected.name::regclass and c.conname = expected.rule and c.convalidated
             and not exists (select from pg_index i where i.indexrelid = c.conindid and not i.indisvalid)
       where c.oid is null
      union all
      select expected, 'its rule is missing or not valid'
        from unnest(${`{${RULED_TYPES.join()}}`}::text[]) expected
       where not exists (select from pg_constraint c
                          where c.contypid = expected::regtype and c.conname = expected and c.convalidated)`,
  },
]
