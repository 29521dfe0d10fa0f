-- Charges get a part of the log of their own: they come by the thousand a second, and there each pays for three indexes
-- and one short CHECK. What is neither usage nor a charge stays in `transactions_movements`.
--
-- A key is unique within its part. Keys name what they are for (`hold:…`, `POST /charge …`), so that no charge has that of
-- another movement; whoever posts looks in both, and the verifier does.
ALTER TABLE transactions DETACH PARTITION transactions_movements;
--> statement-breakpoint
ALTER TABLE transactions_movements RENAME TO movements_before;
--> statement-breakpoint
ALTER TABLE movements_before
  DROP CONSTRAINT transactions_movements_key,
  DROP CONSTRAINT transactions_idempotency_key;
--> statement-breakpoint
DROP INDEX transactions_by_wallet_and_type, transactions_by_type;
--> statement-breakpoint
CREATE TABLE transactions_charges PARTITION OF transactions (
  CONSTRAINT transactions_sign_fits_type
    CHECK (amount < 0 AND period_start IS NULL AND period_end IS NULL AND hourly_rate_micros IS NULL)
) FOR VALUES IN ('charge');
--> statement-breakpoint
CREATE TABLE transactions_movements PARTITION OF transactions (
  CONSTRAINT transactions_sign_fits_type CHECK (amount <> 0 AND (
    type IN ('adjustment', 'reversal') OR (amount > 0) = (type IN ('top_up', 'bonus', 'dispute_reversal')))),
  CONSTRAINT transactions_period_is_usage CHECK (num_nonnulls(period_start, period_end, hourly_rate_micros) = 0)
) FOR VALUES IN ('top_up', 'refund', 'dispute', 'dispute_reversal', 'adjustment', 'bonus', 'reversal');
--> statement-breakpoint
INSERT INTO transactions_charges SELECT * FROM movements_before WHERE type = 'charge' ORDER BY datetime, wallet_id, seq;
--> statement-breakpoint
INSERT INTO transactions_movements
SELECT * FROM movements_before WHERE type <> 'charge' ORDER BY datetime, wallet_id, seq;
--> statement-breakpoint
DROP TABLE movements_before;
--> statement-breakpoint
ALTER TABLE transactions_charges
  ADD CONSTRAINT transactions_charges_key UNIQUE (datetime, wallet_id, seq),
  ADD CONSTRAINT transactions_charges_idempotency_key UNIQUE (idempotency_key);
--> statement-breakpoint
ALTER TABLE transactions_movements
  ADD CONSTRAINT transactions_movements_key UNIQUE (datetime, wallet_id, seq),
  ADD CONSTRAINT transactions_movements_idempotency_key UNIQUE (idempotency_key);
--> statement-breakpoint
CREATE INDEX transactions_charges_by_wallet ON transactions_charges (wallet_id, datetime, seq);
--> statement-breakpoint
CREATE INDEX transactions_by_wallet_and_type ON transactions_movements (wallet_id, type, datetime, seq);
--> statement-breakpoint
CREATE INDEX transactions_by_type ON transactions_movements (type, datetime, wallet_id, seq);
--> statement-breakpoint
CREATE TRIGGER transactions_charges_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions_charges
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER transactions_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions_movements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- As before, of three parts.
CREATE OR REPLACE FUNCTION previous_transaction(of_wallet bigint, of_seq bigint, link timestamptz, posted timestamptz)
RETURNS SETOF transactions LANGUAGE sql STABLE ROWS 1 AS $$
  (SELECT * FROM transactions WHERE datetime = link AND wallet_id = of_wallet AND seq = of_seq - 1)
  UNION ALL
  (SELECT newest.*
     FROM (SELECT * FROM transactions_charges
            WHERE of_seq > 1 AND wallet_id = of_wallet AND (datetime, seq) < (posted, of_seq)
            ORDER BY datetime DESC, seq DESC LIMIT 1) newest
    WHERE newest.seq = of_seq - 1)
  UNION ALL
  (SELECT newest.*
     FROM unnest('{top_up,bonus,refund,adjustment,dispute,dispute_reversal,reversal}'::text[]) kind
    CROSS JOIN LATERAL (
      SELECT * FROM transactions_movements
       WHERE of_seq > 1 AND wallet_id = of_wallet AND type = kind AND (datetime, seq) < (posted, of_seq)
       ORDER BY datetime DESC, seq DESC LIMIT 1) newest
    WHERE newest.seq = of_seq - 1)
  UNION ALL
  (SELECT * FROM transactions
    WHERE of_seq > 1 AND wallet_id = of_wallet AND seq = of_seq - 1 AND datetime <= posted
    ORDER BY datetime DESC LIMIT 1)
  LIMIT 1
$$;
--> statement-breakpoint
-- As before, of three parts.
CREATE OR REPLACE FUNCTION wallet_log(of_wallet bigint, kind text, since timestamptz, before timestamptz,
                           next_at timestamptz, next_seq bigint, most integer)
RETURNS SETOF transactions LANGUAGE plpgsql STABLE ROWS 25
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  continues CONSTANT boolean := next_at IS NOT NULL AND coalesce(next_at < before, true);
  here transactions;
  older transactions;
  given integer := 0;
BEGIN
  IF kind = 'charge' THEN
    RETURN QUERY
      SELECT * FROM transactions_charges t
       WHERE t.wallet_id = of_wallet
         AND t.datetime >= coalesce(since, '-infinity')
         AND (t.datetime, t.seq) < (CASE WHEN continues THEN next_at ELSE coalesce(before, 'infinity') END,
                                    CASE WHEN continues THEN next_seq + 1 ELSE 0 END)
       ORDER BY t.datetime DESC, t.seq DESC LIMIT most;
    RETURN;
  ELSIF kind <> 'usage' THEN
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
        (SELECT * FROM transactions_charges t
          WHERE t.wallet_id = of_wallet AND t.datetime >= before
          ORDER BY t.datetime, t.seq LIMIT 1)
        UNION ALL
        (SELECT first.*
           FROM unnest('{top_up,bonus,refund,adjustment,dispute,dispute_reversal,reversal}'::text[]) of_type
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
--> statement-breakpoint
-- As 0010 had it, of three parts: charges that come together are posted by one plain statement before this is asked.
CREATE OR REPLACE FUNCTION post_transactions(
  wait boolean, wallet_ids bigint[], user_ids uuid[], currencies text[], types text[], amounts bigint[], reasons text[],
  instants timestamptz[], actors text[], payment_ids uuid[], keys text[], requests text[])
RETURNS TABLE (
  n integer, verdict text, wallet_id bigint, seq bigint, user_id uuid, currency text, balance bigint,
  datetime timestamptz, available bigint, request_id text)
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  clock timestamptz;
  at timestamptz;
  given_key text;
  amount bigint;
  known record;
  -- The wallet in hand, as the movements so far leave it, and what has accrued on it by the last instant asked for.
  hand wallets;
  moved integer := 0;
  accrued_at timestamptz;
  whole bigint;
  rest bigint;
  link timestamptz;
  -- The rows to be written.
  row_n integer[] := '{}';
  row_wallet bigint[] := '{}';
  row_user uuid[] := '{}';
  row_seq bigint[] := '{}';
  row_balance bigint[] := '{}';
  row_at timestamptz[] := '{}';
  row_link timestamptz[] := '{}';
  row_usage timestamptz[] := '{}';
BEGIN
  FOR i IN 1 .. cardinality(types) LOOP
    n := i;
    verdict := NULL;
    seq := NULL;
    balance := NULL;
    datetime := NULL;
    available := NULL;
    request_id := NULL;
    given_key := keys[i];
    amount := amounts[i];
    at := instants[i];
    IF at IS NULL THEN
      clock := coalesce(clock, app_now());
      at := clock;
    END IF;

    -- A wallet is locked when its first movement comes, and written back when its last one has been.
    IF hand.id IS NULL OR hand.id IS DISTINCT FROM coalesce(wallet_ids[i], hand.id)
       OR (wallet_ids[i] IS NULL AND (hand.user_id <> user_ids[i] OR hand.currency <> currencies[i])) THEN
      IF moved > 0 THEN
        UPDATE wallets w SET balance = hand.balance, seq = hand.seq, last_posted_at = hand.last_posted_at
         WHERE w.id = hand.id;
        moved := 0;
      END IF;
      accrued_at := NULL;
      IF wait AND wallet_ids[i] IS NOT NULL THEN
        SELECT * INTO hand FROM wallets w WHERE w.id = wallet_ids[i] FOR NO KEY UPDATE;
      ELSIF wait THEN
        SELECT * INTO hand FROM wallets w WHERE w.user_id = user_ids[i] AND w.currency = currencies[i]
           FOR NO KEY UPDATE;
      ELSIF wallet_ids[i] IS NOT NULL THEN
        SELECT * INTO hand FROM wallets w WHERE w.id = wallet_ids[i] FOR NO KEY UPDATE SKIP LOCKED;
      ELSE
        SELECT * INTO hand FROM wallets w WHERE w.user_id = user_ids[i] AND w.currency = currencies[i]
           FOR NO KEY UPDATE SKIP LOCKED;
      END IF;
    END IF;
    wallet_id := hand.id;
    user_id := hand.user_id;
    currency := hand.currency;
    IF hand.id IS NULL THEN
      verdict := 'absent';
      RETURN NEXT;
      CONTINUE;
    END IF;

    IF given_key IS NOT NULL THEN
      SELECT t.wallet_id, t.seq, t.type, t.amount, t.balance, t.datetime, t.reason INTO known
        FROM transactions t WHERE t.type <> 'usage' AND t.idempotency_key = given_key;
      IF FOUND THEN
        verdict := 'mismatch';
        IF known.wallet_id = hand.id AND known.type = types[i] AND known.amount = amount
           AND known.reason = reasons[i] THEN
          verdict := 'replayed';
          seq := known.seq;
          balance := known.balance;
          datetime := known.datetime;
        END IF;
        RETURN NEXT;
        CONTINUE;
      END IF;
      IF types[i] = 'charge' THEN
        SELECT f.user_id, f.currency, f.amount, f.reason, f.available, f.request_id INTO known
          FROM refused_charges f WHERE f.idempotency_key = given_key;
        IF FOUND THEN
          verdict := 'mismatch';
          IF known.user_id = hand.user_id AND known.currency = hand.currency AND known.amount = -amount
             AND known.reason = reasons[i] THEN
            verdict := 'replayed';
            available := known.available;
            request_id := known.request_id;
          END IF;
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;
    END IF;

    IF hand.hourly_rate_micros = 0 THEN
      whole := 0;
      rest := hand.carry;
    ELSIF accrued_at IS DISTINCT FROM at THEN
      SELECT a.whole, a.rest INTO whole, rest
        FROM accrued(hand.hourly_rate_micros, hand.carry, hand.last_hourly_billing, at) a;
      accrued_at := at;
    END IF;
    IF hand.next_rate_change_at <= at
       OR (hand.hourly_rate_micros > 0 AND whole >= hand.balance - hand.held AND hand.last_hourly_billing < at)
       OR (types[i] IN ('top_up', 'bonus')
           AND EXISTS (SELECT FROM subscriptions s WHERE s.wallet_id = hand.id AND s.status = 'suspended'
                                                     AND s.resumes_on_top_up)) THEN
      verdict := 'unsettled';
      RETURN NEXT;
      CONTINUE;
    END IF;

    IF amount < 0 THEN
      -- As the function available() has it, of what is not held.
      available := hand.balance - hand.held;
      available := greatest(0, available - least(whole, available) - (rest > 0)::int);
      IF -amount > available THEN
        verdict := 'refused';
        IF given_key IS NOT NULL AND types[i] = 'charge' THEN
          INSERT INTO refused_charges AS f (idempotency_key, user_id, currency, amount, reason, available, request_id,
                                            refused_at)
          VALUES (given_key, hand.user_id, hand.currency, -amount, reasons[i], available, requests[i], at);
        END IF;
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;

    link := CASE WHEN hand.seq > 0 THEN hand.last_posted_at END;
    hand.balance := hand.balance + amount;
    hand.seq := hand.seq + 1;
    hand.last_posted_at := greatest(hand.last_posted_at, at);
    moved := moved + 1;
    verdict := 'posted';
    seq := hand.seq;
    balance := hand.balance;
    datetime := hand.last_posted_at;
    RETURN NEXT;
    IF cardinality(types) > 1 THEN
      row_n := row_n || i;
      row_wallet := row_wallet || hand.id;
      row_user := row_user || hand.user_id;
      row_seq := row_seq || hand.seq;
      row_balance := row_balance || hand.balance;
      row_at := row_at || hand.last_posted_at;
      row_link := row_link || link;
      row_usage := row_usage || hand.last_usage_at;
    ELSIF types[i] = 'charge' THEN
      INSERT INTO transactions_charges AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                             previous_at, previous_usage_at, payment_id, idempotency_key, actor)
      VALUES (hand.id, hand.seq, hand.user_id, types[i], amount, hand.balance, reasons[i], hand.last_posted_at, link,
              hand.last_usage_at, payment_ids[i], given_key, actors[i]);
    ELSE
      INSERT INTO transactions_movements AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                               previous_at, previous_usage_at, payment_id, idempotency_key, actor)
      VALUES (hand.id, hand.seq, hand.user_id, types[i], amount, hand.balance, reasons[i], hand.last_posted_at, link,
              hand.last_usage_at, payment_ids[i], given_key, actors[i]);
    END IF;
  END LOOP;

  IF moved > 0 THEN
    UPDATE wallets w SET balance = hand.balance, seq = hand.seq, last_posted_at = hand.last_posted_at
     WHERE w.id = hand.id;
  END IF;
  IF cardinality(row_n) > 0 THEN
    WITH rows AS (
      SELECT r.wallet, r.seq, r.owner, types[r.n] AS type, amounts[r.n], r.balance, reasons[r.n], r.at, r.link, r.usage,
             payment_ids[r.n], keys[r.n], actors[r.n]
        FROM unnest(row_n, row_wallet, row_seq, row_user, row_balance, row_at, row_link, row_usage)
             r(n, wallet, seq, owner, balance, at, link, usage)),
    charges AS (
      INSERT INTO transactions_charges AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                             previous_at, previous_usage_at, payment_id, idempotency_key, actor)
      SELECT * FROM rows WHERE rows.type = 'charge')
    INSERT INTO transactions_movements AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                             previous_at, previous_usage_at, payment_id, idempotency_key, actor)
    SELECT * FROM rows WHERE rows.type <> 'charge';
  END IF;
END
$$;
--> statement-breakpoint
-- The clock of the domain stands still or apart only in the sandbox. So that nobody else looks for a test clock at each
-- charge, the function that tells the time is the plain one, which is unfolded into the statement that asks, until a row
-- comes into `sandbox_clock`, and again when it goes.
CREATE FUNCTION set_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  tested boolean;
  tests boolean;
BEGIN
  -- Two definitions at the same moment would be an error for one of them.
  PERFORM pg_advisory_xact_lock(hashtext('set_clock'));
  SELECT prosrc LIKE '%sandbox_clock%' INTO tested FROM pg_proc WHERE oid = 'app_now()'::regprocedure;
  tests := EXISTS (SELECT FROM sandbox_clock);
  IF tests AND NOT tested THEN
    CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $test$
      SELECT coalesce(
        (SELECT coalesce(frozen_at, date_trunc('milliseconds', now()) + shift_ms * interval '1 millisecond')
           FROM sandbox_clock),
        date_trunc('milliseconds', now()))
    $test$;
  ELSIF tested AND NOT tests THEN
    CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $plain$
      SELECT date_trunc('milliseconds', now())
    $plain$;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER sandbox_clock_set AFTER INSERT OR DELETE ON sandbox_clock
  FOR EACH STATEMENT EXECUTE FUNCTION set_clock();
--> statement-breakpoint
-- Fires the trigger, which leaves the clock as it stands.
DELETE FROM sandbox_clock WHERE false;
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT SELECT, INSERT ON transactions_charges, transactions_movements TO hourglass_app;
    REVOKE UPDATE, DELETE ON transactions_charges, transactions_movements FROM hourglass_app;
  END IF;
END
$$;
