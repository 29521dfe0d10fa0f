ALTER TABLE "low_balances" ADD COLUMN "hours" integer;--> statement-breakpoint
ALTER TABLE "low_balances" ADD COLUMN "warnings" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "wallets_by_currency" ON "wallets" USING btree ("currency","id");--> statement-breakpoint
-- Reads a wallet's log backwards, as far as it is asked for: in time that depends neither on how long the log is, nor on
-- how deep the page lies, nor on how rare the type is.
--   kind                 only rows of this type; null: all
--   since, before        only rows posted in this half-open span; null: no bound
--   next_at, next_seq    begins with this row, where a page before has ended; null: with the newest
--   most                 so many rows
-- What is not usage is read off its index. The rest follows the links from row to row; the place of `before` is found
-- from the next milestone or movement, by 64 of them at most. The settings keep the plans of these look-ups from ever changing.
CREATE FUNCTION wallet_log(of_wallet bigint, kind text, since timestamptz, before timestamptz,
                           next_at timestamptz, next_seq bigint, most integer)
RETURNS SETOF transactions LANGUAGE plpgsql STABLE ROWS 25
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  continues CONSTANT boolean := next_at IS NOT NULL AND coalesce(next_at < before, true);
  here transactions;
  older transactions;
  given integer := 0;
BEGIN
  IF kind <> 'usage' THEN
    RETURN QUERY
      SELECT * FROM transactions_movements t
       WHERE t.wallet_id = of_wallet AND t.type = kind
         AND t.datetime >= coalesce(since, '-infinity')
         AND (t.datetime, t.seq) < (CASE WHEN continues THEN next_at ELSE coalesce(before, 'infinity') END,
                                    CASE WHEN continues THEN next_seq + 1 ELSE 0 END)
       ORDER BY t.datetime DESC, t.seq DESC LIMIT most;
    RETURN;
  END IF;

  IF continues THEN
    SELECT * INTO here FROM transactions t
     WHERE t.datetime = next_at AND t.wallet_id = of_wallet AND t.seq = next_seq;
  ELSE
    IF before IS NOT NULL THEN
      SELECT * INTO here FROM (
        (SELECT * FROM transactions_usage t
          WHERE t.wallet_id = of_wallet AND t.seq % 64 = 0 AND t.datetime >= before
          ORDER BY t.datetime, t.seq LIMIT 1)
        UNION ALL
        (SELECT first.*
           FROM unnest('{top_up,charge,bonus,refund,adjustment,dispute,dispute_reversal,reversal}'::text[]) of_type
          CROSS JOIN LATERAL (
            SELECT * FROM transactions_movements t
             WHERE t.wallet_id = of_wallet AND t.type = of_type AND t.datetime >= before
             ORDER BY t.datetime, t.seq LIMIT 1) first)) candidate
       ORDER BY candidate.datetime, candidate.seq LIMIT 1;
    END IF;
    IF here.seq IS NULL THEN
      SELECT head.* INTO here
        FROM wallets w CROSS JOIN previous_transaction(w.id, w.seq + 1, w.last_posted_at, 'infinity') head
       WHERE w.id = of_wallet;
    END IF;
  END IF;

  WHILE here.seq IS NOT NULL AND given < most LOOP
    EXIT WHEN here.datetime < since;
    IF coalesce(here.datetime < before, true) AND coalesce(here.type = kind, true) THEN
      RETURN NEXT here;
      given := given + 1;
    END IF;
    IF kind = 'usage' AND here.previous_usage_at IS NOT NULL THEN
      SELECT * INTO older FROM transactions t
       WHERE t.datetime = here.previous_usage_at AND t.wallet_id = of_wallet AND t.type = 'usage' AND t.seq < here.seq
       ORDER BY t.seq DESC LIMIT 1;
    ELSE
      -- A row that is linked and names no usage has none before it.
      EXIT WHEN kind = 'usage' AND here.previous_at IS NOT NULL;
      SELECT * INTO older FROM transactions t
       WHERE t.datetime = here.previous_at AND t.wallet_id = of_wallet AND t.seq = here.seq - 1;
      IF older.seq IS NULL THEN
        SELECT * INTO older FROM previous_transaction(of_wallet, here.seq, here.previous_at, here.datetime);
      END IF;
    END IF;
    here := older;
  END LOOP;
END
$$;
