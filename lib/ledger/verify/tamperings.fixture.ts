import type { InvariantName } from './invariants'
import { RETURN_TAMPERINGS } from './return-tamperings.fixture'

/** A row of the log that follows the last one of the running wallet. */
const furtherRow = (columns: string, values: string) => `
  insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, ${columns})
  select wallet_id, 5, user_id, ${values} from transactions where wallet_id = 1 and seq = 4`

/**
 * What only somebody with the rights of the owner, who has switched the triggers off, can do to a sound ledger, and the
 * rule that notices it.
 */
export const TAMPERINGS: [what: string, statement: string, invariant: InvariantName][] = [
  [
    'a row changed',
    'update transactions set amount = amount - 1 where wallet_id = 1 and seq = 2',
    'log_continues',
  ],
  ['a row removed', 'delete from transactions where wallet_id = 1 and seq = 2', 'log_continues'],
  [
    'a date that falls',
    "update transactions set datetime = datetime - interval '1 day' where wallet_id = 1 and seq = 4",
    'log_continues',
  ],
  [
    'a number that is taken twice',
    `insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime)
     select wallet_id, seq, user_id, 'adjustment', 1, balance + 1, datetime + interval '1 ms'
       from transactions where wallet_id = 1 and seq = 4`,
    'log_continues',
  ],
  [
    'a link to another row',
    "update transactions set previous_at = previous_at - interval '1 ms' where wallet_id = 1 and seq = 3",
    'log_linked',
  ],
  [
    'a first row that is linked to something',
    'update transactions set previous_at = datetime where wallet_id = 1 and seq = 1',
    'log_linked',
  ],
  [
    'a link to usage that is none',
    'update transactions set previous_usage_at = datetime where wallet_id = 1 and seq = 4',
    'log_linked',
  ],
  [
    'a link to usage that is taken away',
    'update transactions set previous_usage_at = null where wallet_id = 1 and seq = 4',
    'log_linked',
  ],
  [
    'a row under another name',
    'update transactions set user_id = uuidv7() where wallet_id = 1 and seq = 3',
    'log_owned',
  ],
  ['rows of no wallet', 'update transactions set wallet_id = 99 where wallet_id = 1', 'log_owned'],
  ['a balance given', 'update wallets set balance = balance + 1 where id = 1', 'balance_of_log'],
  [
    'a last row that is forgotten',
    "update wallets set last_posted_at = last_posted_at - interval '1 ms' where id = 1",
    'pointers_of_log',
  ],
  [
    'a last usage row that is forgotten',
    'update wallets set last_usage_at = null where id = 1',
    'pointers_of_log',
  ],
  [
    'carry over a minor unit',
    'alter domain below_unit drop constraint below_unit; update wallets set carry = 3600000000000 where id = 1',
    'amounts_in_range',
  ],
  [
    'a period charged twice',
    "update transactions set period_start = period_start - interval '1 second' where wallet_id = 1 and seq = 4",
    'usage_apart',
  ],
  [
    'a usage row at another rate',
    'update transactions set hourly_rate_micros = 1 where wallet_id = 1 and seq = 3',
    'usage_at_rate',
  ],
  [
    'a period that is shorter than what it charges',
    "update transactions set period_start = period_end - interval '1 ms' where wallet_id = 1 and seq = 3",
    'usage_at_rate',
  ],
  [
    'a period that outlasts its rate',
    `update transactions set period_end = period_end + interval '1 ms'
      where wallet_id = 2 and period_end = (select min(at) from rate_changes where cause = 'monthly_cap')`,
    'usage_at_rate',
  ],
  [
    'a minor unit charged an hour too soon',
    `update transactions set amount = amount + case seq when 3 then -1 else 1 end,
                             balance = balance + case seq when 3 then -1 else 0 end
      where wallet_id = 1 and seq in (3, 4)`,
    'usage_exact',
  ],
  [
    'more written off than part of a millisecond',
    `update transactions set period_end = period_end + interval '1 ms'
      where wallet_id = 3 and period_end in (select at from rate_changes where cause = 'ran_dry');
     update rate_changes set at = at + interval '1 ms' where cause = 'ran_dry'`,
    'usage_exact',
  ],
  [
    'time served and not charged',
    "update wallets set last_hourly_billing = last_hourly_billing + interval '1 second' where id = 1",
    'integral',
  ],
  ['carry lost', 'update wallets set carry = carry + 1 where id = 1', 'integral'],
  [
    'money set back in time',
    "update wallets set last_hourly_billing = last_hourly_billing - interval '1 day' where id = 1",
    'rates_in_order',
  ],
  [
    'a change of rate before the one before it',
    "update rate_changes set at = at - interval '1 year' where wallet_id = 3 and cause = 'resumed'",
    'rates_in_order',
  ],
  [
    'a change of rate that is not in force',
    `insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
     select id, last_hourly_billing, 1, 'changed' from wallets where id = 1`,
    'rate_recorded',
  ],
  ['a rate that nothing runs at', 'update wallets set hourly_rate_micros = 1 where id = 1', 'rate_running'],
  [
    'something capped that is charged',
    `update wallets set hourly_rate_micros = hourly_rate_micros + 1;
     update subscriptions set capped_until = null where capped_until is not null`,
    'rate_running',
  ],
  [
    'a cap that billing will run over',
    'update wallets set next_rate_change_at = null where id = 2',
    'next_change_known',
  ],
  [
    'a subscription changed behind its history',
    'update subscriptions set quantity = 2 where wallet_id = 1',
    'history_current',
  ],
  [
    'a subscription without a history',
    'delete from subscription_changes where wallet_id = 1',
    'history_current',
  ],
  [
    'a history that goes back',
    "update subscription_changes set at = at - interval '1 year' where wallet_id = 3 and status = 'suspended'",
    'history_in_order',
  ],
  [
    'service that was never charged',
    "update subscription_changes set at = at - interval '1 ms' where wallet_id = 1",
    'history_is_rate',
  ],
  [
    'more hours charged than the cap',
    'update subscription_changes set monthly_cap_hours = monthly_cap_hours - 1 where monthly_cap_hours = 100',
    'cap_kept',
  ],
  [
    'a subscription that was not resumed',
    "update subscriptions set status = 'suspended', suspended_at = now(), metered_at = metered_at - interval '1 day' where wallet_id = 1",
    'suspended_without_money',
  ],
  [
    'more held than there is',
    'alter table wallets drop constraint wallets_backed; update wallets set held = balance + 1 where id = 1',
    'amounts_in_range',
  ],
  [
    'a hold that is not kept back in full',
    'update wallets set held = held - 1 where id = 5',
    'held_of_holds',
  ],
  [
    'a hold that was let go and still counts',
    "update holds set status = 'released', ended_at = created_at where status = 'open'",
    'held_of_holds',
  ],
  [
    'a hold that nobody will book',
    'update wallets set next_rate_change_at = null where id = 5',
    'next_change_known',
  ],
  [
    'a hold that was charged in another amount',
    "update holds set captured_amount = captured_amount + 1 where status = 'captured'",
    'holds_captured_once',
  ],
  [
    'a hold that was charged and says it was not',
    `update holds set status = 'released', captured_amount = null, captured_seq = null where status = 'captured'`,
    'holds_captured_once',
  ],
  [
    'a hold that outlasted its expiry',
    `update holds set expires_at = created_at + interval '1 hour' where status = 'open'`,
    'holds_end_in_time',
  ],
  [
    'money that was let go and woke nobody',
    `update wallets set balance = balance + 1 where id = 5;
     update subscriptions set status = 'suspended', metered_at = metered_at - interval '1 day' where wallet_id = 5`,
    'suspended_without_money',
  ],
  ['a hold that may be changed', 'alter table holds disable trigger holds_end_once', 'rows_protected'],
  [
    'a top-up whose payment does not exist',
    furtherRow('payment_id', "'top_up', 7, balance + 7, datetime, uuidv7()"),
    'payments_credited',
  ],
  [
    'a top-up of no payment',
    furtherRow('reason', "'top_up', 7, balance + 7, datetime, ''"),
    'payments_credited',
  ],
  [
    'a failed refund of no payment',
    furtherRow('reason', "'reversal', 7, balance + 7, datetime, ''"),
    'returns_named',
  ],
  [
    'a payment that was never credited',
    "insert into payments (user_id, wallet_id, amount, currency, status, paid_at) select user_id, id, 5, 'RUB', 'succeeded', now() from wallets",
    'payments_credited',
  ],
  [
    'a refund of no payment',
    furtherRow('reason', "'refund', -7, balance - 7, datetime, ''"),
    'returns_named',
  ],
  [
    'a dispute of a payment to another wallet',
    `with other as (insert into payments (user_id, wallet_id, amount, currency)
                    select user_id, id, 7, 'RUB' from wallets where id = 2 returning id)
     ${furtherRow('payment_id', "'dispute', -7, balance - 7, datetime, (select id from other)")}`,
    'returns_named',
  ],
  [
    'a charge under the key of another movement',
    `update transactions set idempotency_key = 'twice' where wallet_id = 1 and seq = 1;
     update transactions set idempotency_key = 'twice' where ctid = (select min(ctid) from transactions_charges)
                                                             and type = 'charge'`,
    'keys_once',
  ],
  [
    'a refused charge that was made',
    `insert into refused_charges (idempotency_key, user_id, currency, amount, available, refused_at)
     select idempotency_key, user_id, 'RUB', 7, 0, datetime from transactions where wallet_id = 1 and seq = 1`,
    'refusals_final',
  ],
  ['money from nowhere', 'update wallets set balance = balance + 1 where id = 3', 'sums_to_zero'],
  [
    'a trigger switched off',
    'alter table transactions disable trigger transactions_append_only',
    'rows_protected',
  ],
  [
    'a part of the log that may be changed',
    'alter table transactions_charges disable trigger transactions_charges_append_only',
    'rows_protected',
  ],
  [
    'charges whose keys may come again',
    'alter table transactions_charges drop constraint transactions_charges_idempotency_key',
    'rows_protected',
  ],
  ['a type without its rule', 'alter domain not_negative drop constraint not_negative', 'rows_protected'],
  [
    'keys that may be forgotten',
    'drop trigger idempotency_keys_permanent on idempotency_keys',
    'rows_protected',
  ],
  [
    'changes that nobody records',
    'alter table subscriptions disable trigger subscriptions_record_change',
    'rows_protected',
  ],
  [
    'an audit log that may be changed',
    'alter table audit_log disable trigger audit_log_append_only',
    'rows_protected',
  ],
  ...RETURN_TAMPERINGS,
]
