import { sql } from 'drizzle-orm'
import type { Check } from './check'

/** Checks of money that comes in and goes back, and of charges that were refused. */
export const PAYMENT_CHECKS: Check[] = [
  {
    invariant: 'payments_credited',
    query: sql`
      select coalesce('payment ' || coalesce(p.id, t.payment_id), 'wallet ' || t.wallet_id) as subject,
             format('paid %s to wallet %s, credited %s in %s rows of wallet %s', p.amount, p.wallet_id, t.credited,
                    coalesce(t.count, 0), t.wallet_id) as detail
        from (select * from payments where paid_at is not null) p
        full join (select payment_id, wallet_id, sum(amount) as credited, count(*) as count
                     from transactions where type = 'top_up'
                    group by payment_id, wallet_id) t
             on t.payment_id = p.id and t.wallet_id = p.wallet_id
       where t.count is distinct from 1 or p.amount is distinct from t.credited`,
  },
  {
    invariant: 'returns_named',
    query: sql`
      select 'wallet ' || t.wallet_id as subject,
             format('row %s (%s) names %s', t.seq, t.type, coalesce('payment ' || t.payment_id, 'no payment')) as detail
        from transactions t left join payments p on p.id = t.payment_id and p.wallet_id = t.wallet_id
       where t.type in ('refund', 'reversal', 'dispute', 'dispute_reversal') and p.id is null`,
  },
  {
    // Each part of the log keeps its own keys unique.
    invariant: 'keys_once',
    query: sql`
      select 'wallet ' || c.wallet_id as subject,
             format('charge %s has the key of row %s of wallet %s', c.seq, m.seq, m.wallet_id) as detail
        from transactions c join transactions m on m.idempotency_key = c.idempotency_key
       where c.type = 'charge' and m.type not in ('charge', 'usage')`,
  },
  {
    invariant: 'refusals_final',
    query: sql`
      select 'wallet ' || t.wallet_id as subject,
             format('row %s was refused at %s under %s', t.seq, f.refused_at, f.idempotency_key) as detail
        from refused_charges f join transactions t on t.idempotency_key = f.idempotency_key and t.type <> 'usage'`,
  },
]
