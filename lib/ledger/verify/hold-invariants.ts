import { sql } from 'drizzle-orm'
import type { Check } from './check'

/** Checks of what is kept back on wallets, and of what became of it. */
export const HOLD_CHECKS: Check[] = [
  {
    invariant: 'held_of_holds',
    query: sql`
      select 'wallet ' || w.id as subject, format('holds back %s, open holds say %s', w.held, coalesce(h.amount, 0)) as detail
        from wallets w
        left join (select wallet_id, sum(amount) as amount from holds where status = 'open' group by wallet_id) h
             on h.wallet_id = w.id
       where w.held <> coalesce(h.amount, 0)`,
  },
  {
    // Both ways: a hold that was captured is a charge of as much, and one that was not is none.
    invariant: 'holds_captured_once',
    query: sql`
      select 'hold ' || h.id as subject,
             format('is %s with %s in row %s of wallet %s, charged %s in row %s of wallet %s', h.status, h.captured_amount,
                    h.captured_seq, h.wallet_id, -t.amount, t.seq, t.wallet_id) as detail
        from holds h left join transactions t on t.idempotency_key = 'hold:' || h.id and t.type <> 'usage'
       where (t.type, t.wallet_id, t.seq, -t.amount) is distinct from (
             case when h.status = 'captured' then 'charge' end, case when h.status = 'captured' then h.wallet_id end,
             h.captured_seq, h.captured_amount)`,
  },
  {
    // Settling stops at an expiry and books it, so a wallet is never past one that is open.
    invariant: 'holds_end_in_time',
    query: sql`
      select 'hold ' || h.id as subject,
             format('expires at %s, its wallet is settled to %s', h.expires_at, w.last_hourly_billing) as detail
        from holds h join wallets w on w.id = h.wallet_id
       where h.status = 'open' and h.expires_at <= w.last_hourly_billing`,
  },
]
