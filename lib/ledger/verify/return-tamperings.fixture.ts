import type { InvariantName } from './invariants'

/** What could be done to the records of money that went back, and the rule that notices it. */
export const RETURN_TAMPERINGS: [what: string, statement: string, invariant: InvariantName][] = [
  [
    'a refund that took less than it says',
    "update refunds set taken = taken - 1 where origin = 'stripe' and taken > 0",
    'returns_booked',
  ],
  [
    'a failed refund that was put back and counts again',
    "update refunds set status = 'succeeded', ended_at = now() where status = 'failed'",
    'returns_booked',
  ],
  [
    'a refund that failed and was not put back',
    "update refunds set status = 'failed' where status = 'succeeded' and origin = 'ours'",
    'returns_booked',
  ],
  [
    'a won dispute that was put back and is with the bank again',
    'update disputes set reinstated_at = null where reinstated_at is not null',
    'returns_booked',
  ],
  [
    'more collected than was taken',
    'update receivables set collected = collected + 1, written_off = written_off - 1',
    'returns_booked',
  ],
  [
    'a dispute booked as a refund',
    `alter table transactions_movements drop constraint transactions_sign_fits_type;
     update transactions set type = 'refund' where idempotency_key like 'dispute:%' and amount < 0`,
    'returns_booked',
  ],
  [
    'a refund in the log that nobody made',
    `with paid as (select id, wallet_id from payments where paid_at is not null limit 1)
     insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, payment_id, idempotency_key)
     select w.id, w.seq + 1, w.user_id, 'refund', -1, w.balance - 1, w.last_posted_at, paid.id,
            'refund:' || gen_random_uuid() from wallets w join paid on paid.wallet_id = w.id`,
    'returns_booked',
  ],
  ['a debt that is gone', 'delete from receivables', 'returns_whole'],
  [
    'a debt that grew',
    'update receivables set amount = amount + 1, written_off = written_off + 1',
    'returns_whole',
  ],
  [
    'a debt released though the money is gone',
    'update receivables set released = written_off, written_off = 0',
    'returns_whole',
  ],
  [
    'a payment that says less was refunded',
    'update payments set refunded_amount = refunded_amount - 1 where refunded_amount > 1',
    'returns_counted',
  ],
  [
    'a payment that hides its dispute',
    "update payments set status = 'succeeded' where status = 'disputed'",
    'returns_counted',
  ],
  [
    'refunds that may be forgotten',
    'alter table refunds disable trigger refunds_permanent',
    'rows_protected',
  ],
]
