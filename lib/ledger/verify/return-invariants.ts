import { sql } from 'drizzle-orm'
import type { Check } from './check'

/** Refunds and disputes alike, as (kind, id, payment, wallet, …): what they come to, and what is owed because of them. */
const causes = sql`
  select 'refund' as kind, r.id, r.payment_id, r.wallet_id, r.amount, r.taken,
         r.status in ('failed', 'canceled') as is_void,
         -- One that had failed when it was first heard of took nothing and left nothing owed.
         r.status not in ('failed', 'canceled') or r.taken > 0 or v.id is not null as has_counted,
         v.amount as owed, coalesce(v.collected, 0) as collected, coalesce(v.released, 0) as released,
         v.amount - v.collected - v.written_off - v.released as due
    from refunds r left join receivables v on v.refund_id = r.id
  union all
  select 'dispute', d.id, d.payment_id, d.wallet_id, d.amount, d.taken, d.reinstated_at is not null,
         d.withdrawn_at is not null, v.amount, coalesce(v.collected, 0), coalesce(v.released, 0),
         v.amount - v.collected - v.written_off - v.released
    from disputes d left join receivables v on v.dispute_id = d.id`

/** Checks of money that goes back of payments: refunds, disputes, and what is owed because it was spent already. */
export const RETURN_CHECKS: Check[] = [
  {
    invariant: 'returns_booked',
    query: sql`
      select format('%s %s', coalesce(e.kind, t.kind), coalesce(e.id::text, t.id)) as subject,
             format('takes %s and puts back %s, the log says %s and %s, as %s', e.taken, e.back, coalesce(t.taken, 0),
                    coalesce(t.back, 0), t.types) as detail
        from (select kind, id, payment_id, wallet_id, taken, case when is_void then taken + collected else 0 end as back,
                     case kind when 'refund' then '{refund,reversal}' else '{dispute,dispute_reversal}' end::text[] as types
                from (${causes}) causes
              union all
              select 'receivable', id, payment_id, wallet_id, collected, 0,
                     case when dispute_id is null then '{refund}' else '{dispute}' end::text[]
                from receivables) e
        full join (select split_part(idempotency_key, ':', 1) as kind, split_part(idempotency_key, ':', 2) as id,
                          payment_id, wallet_id, -sum(amount) filter (where amount < 0) as taken,
                          sum(amount) filter (where amount > 0) as back, array_agg(distinct type) as types
                     from transactions
                    where type in ('refund', 'reversal', 'dispute', 'dispute_reversal')
                    group by 1, 2, 3, 4) t
             on (t.kind, t.id, t.payment_id, t.wallet_id) = (e.kind, e.id::text, e.payment_id, e.wallet_id)
       where coalesce(t.taken, 0) <> coalesce(e.taken, 0) or coalesce(t.back, 0) <> coalesce(e.back, 0)
          or not t.types <@ e.types`,
  },
  {
    invariant: 'returns_whole',
    query: sql`
      select format('%s %s', kind, id) as subject,
             format('of %s were taken %s and owed %s, of which %s are due and %s released', amount, taken,
                    coalesce(owed, 0), coalesce(due, 0), released) as detail
        from (${causes}) causes
       where taken + coalesce(owed, 0) <> case when has_counted then amount else 0 end
          or (is_void and due > 0) or (not is_void and released > 0)`,
  },
  {
    invariant: 'returns_counted',
    query: sql`
      select 'payment ' || p.id as subject,
             format('says %s and %s refunded, its refunds come to %s, a bank has it: %s', p.status, p.refunded_amount,
                    coalesce(r.amount, 0), d.payment_id is not null) as detail
        from payments p
        left join (select payment_id, sum(amount) as amount from refunds
                    where status in ('pending', 'succeeded') group by payment_id) r on r.payment_id = p.id
        left join (select distinct payment_id from disputes
                    where withdrawn_at is not null and reinstated_at is null) d on d.payment_id = p.id
       where p.refunded_amount <> coalesce(r.amount, 0) or (p.status = 'disputed') <> (d.payment_id is not null)
          or (p.status = 'succeeded' and p.refunded_amount <> 0)
          or (p.status = 'refunded' and p.refunded_amount <> p.amount)`,
  },
]
