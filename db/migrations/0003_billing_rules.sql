-- The log lives in two parts. Usage is written by the million and needs nothing but the key of time; movements come one
-- by one and are found by their idempotency key, by their type, by their payment. Apart, neither pays for the other: a
-- single charge does not weigh the conditions of indexes that are for usage, nor billing those of indexes for charges.
DROP VIEW contra_balances;
--> statement-breakpoint
ALTER TABLE transactions RENAME TO transactions_before;
--> statement-breakpoint
DROP INDEX transactions_idempotency_key;
--> statement-breakpoint
CREATE TABLE transactions (
  wallet_id bigint NOT NULL,
  seq bigint NOT NULL,
  user_id uuid NOT NULL,
  type text NOT NULL,
  amount bigint NOT NULL,
  balance bigint NOT NULL,
  reason text DEFAULT '' NOT NULL,
  datetime timestamptz(3) NOT NULL,
  period_start timestamptz(3),
  period_end timestamptz(3),
  hourly_rate_micros bigint,
  previous_at timestamptz(3),
  previous_usage_at timestamptz(3),
  payment_id uuid,
  idempotency_key text,
  actor text DEFAULT '' NOT NULL,
  created_at timestamptz(3) DEFAULT now() NOT NULL,
  CONSTRAINT transactions_balance_not_negative CHECK (balance >= 0),
  CONSTRAINT transactions_seq_from_one CHECK (seq >= 1)
) PARTITION BY LIST (type);
--> statement-breakpoint
CREATE TABLE transactions_usage PARTITION OF transactions (
  CONSTRAINT transactions_usage_key UNIQUE (datetime, wallet_id, seq),
  CONSTRAINT transactions_sign_fits_type CHECK (amount < 0),
  CONSTRAINT transactions_period_is_usage
    CHECK (num_nulls(period_start, period_end, hourly_rate_micros) = 0 AND period_start < period_end)
) FOR VALUES IN ('usage');
--> statement-breakpoint
CREATE TABLE transactions_movements PARTITION OF transactions (
  CONSTRAINT transactions_movements_key UNIQUE (datetime, wallet_id, seq),
  CONSTRAINT transactions_idempotency_key UNIQUE (idempotency_key),
  CONSTRAINT transactions_sign_fits_type CHECK (amount <> 0 AND (
    type IN ('adjustment', 'reversal') OR (amount > 0) = (type IN ('top_up', 'bonus', 'dispute_reversal')))),
  CONSTRAINT transactions_period_is_usage CHECK (num_nonnulls(period_start, period_end, hourly_rate_micros) = 0)
) FOR VALUES IN ('top_up', 'charge', 'refund', 'dispute', 'dispute_reversal', 'adjustment', 'bonus', 'reversal');
--> statement-breakpoint
-- Every 64th usage row of a wallet is a milestone: with the movements, a date is found from the next one of them by at
-- most 64 links.
CREATE INDEX transactions_milestones ON transactions_usage (wallet_id, datetime, seq) WHERE seq % 64 = 0;
--> statement-breakpoint
CREATE INDEX transactions_by_wallet_and_type ON transactions_movements (wallet_id, type, datetime, seq);
--> statement-breakpoint
CREATE INDEX transactions_by_type ON transactions_movements (type, datetime, wallet_id, seq);
--> statement-breakpoint
-- Rows written before they carried links get them.
INSERT INTO transactions
SELECT wallet_id, seq, user_id, type, amount, balance, reason, datetime, period_start, period_end, hourly_rate_micros,
       lag(datetime) OVER log,
       max(datetime) FILTER (WHERE type = 'usage') OVER (log ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
       payment_id, idempotency_key, actor, created_at
  FROM transactions_before WINDOW log AS (PARTITION BY wallet_id ORDER BY seq)
 ORDER BY datetime, wallet_id, seq;
--> statement-breakpoint
DROP TABLE transactions_before;
--> statement-breakpoint
-- A statement trigger fires for the table it names alone, so each part has its own.
CREATE TRIGGER transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER transactions_usage_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions_usage
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER transactions_movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions_movements
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A wallet's rows are numbered under its lock by the two statements that write to the parts of the log. Whoever writes
-- to the log by its own name is not trusted to: no number may stand twice, at whatever instant. That reads the log, but
-- a statement trigger on the whole does not fire for what is written to its parts.
CREATE FUNCTION refuse_double_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM transactions WHERE (wallet_id, seq) IN (SELECT wallet_id, seq FROM added)
              GROUP BY wallet_id, seq HAVING count(*) > 1) THEN
    RAISE EXCEPTION 'duplicate key value violates "transactions_wallet_id_seq_key"'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'transactions_wallet_id_seq_key', TABLE = 'transactions';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transactions_numbered AFTER INSERT ON transactions
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_double_number();
--> statement-breakpoint
-- The contra account of every type of movement: with it the log is double entry.
CREATE VIEW contra_balances AS
  SELECT w.currency,
         CASE t.type
           WHEN 'top_up' THEN 'payments'
           WHEN 'usage' THEN 'usage_revenue'
           WHEN 'charge' THEN 'charge_revenue'
           WHEN 'refund' THEN 'refunds'
           WHEN 'dispute' THEN 'disputes'
           WHEN 'dispute_reversal' THEN 'disputes'
           WHEN 'reversal' THEN 'refunds'
           ELSE 'adjustments'
         END AS account,
         -sum(t.amount) AS balance
    FROM transactions t JOIN wallets w ON w.id = t.wallet_id
   GROUP BY 1, 2;
--> statement-breakpoint
-- Calendar months are those of UTC.
CREATE FUNCTION month_start(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT date_trunc('month', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
$$;
--> statement-breakpoint
CREATE FUNCTION next_month(at timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (date_trunc('month', at AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC'
$$;
--> statement-breakpoint
-- Milliseconds that a subscription has been charged for in the month of an instant, from what it had been by its last
-- change. One that is not charged (suspended, stopped, capped) only keeps its count until the month is over.
CREATE FUNCTION metered_by(metered_ms bigint, metered_at timestamptz, charged boolean, at timestamptz)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN metered_at >= month_start(at) THEN metered_ms ELSE 0 END
       + CASE WHEN charged THEN elapsed_ms(greatest(metered_at, month_start(at)), at) ELSE 0 END
$$;
--> statement-breakpoint
-- The instant at which a subscription that is being charged reaches its monthly cap: in this month, or in the first
-- one that is longer than the cap. Of two months in a row one has 31 days, and a cap is shorter than those.
CREATE FUNCTION cap_instant(metered_ms bigint, metered_at timestamptz, cap_hours integer)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN this < next_month(metered_at) THEN this
              WHEN next < next_month(next_month(metered_at)) THEN next
              ELSE next_month(next_month(metered_at)) + cap_hours * interval '1 hour' END
    FROM (SELECT metered_at + greatest(0, cap_hours * 3600000::bigint - metered_ms) * interval '1 millisecond' AS this,
                 next_month(metered_at) + cap_hours * interval '1 hour' AS next) candidates
$$;
--> statement-breakpoint
-- When a subscription's part of its wallet's rate next changes by itself, or null.
CREATE FUNCTION next_cap_change(cap_hours integer, metered_ms bigint, metered_at timestamptz, capped_until timestamptz)
RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN capped_until IS NOT NULL THEN capped_until
              WHEN cap_hours IS NOT NULL THEN cap_instant(metered_ms, metered_at, cap_hours) END
$$;
--> statement-breakpoint
-- As before, and: where every running subscription is capped the rate is zero, and nothing runs dry at no cost.
CREATE OR REPLACE FUNCTION settlement(balance bigint, rate bigint, carry bigint, since timestamptz, as_of timestamptz)
RETURNS TABLE (charged bigint, new_carry bigint, settled_to timestamptz, ran_dry boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT CASE WHEN dry THEN balance ELSE whole END,
         CASE WHEN dry THEN 0 ELSE rest END,
         -- The product is below the elapsed time, and milliseconds are exact in a double for 285 years.
         CASE WHEN dry
              THEN since + div(balance::numeric * 3600000000000 - carry + rate - 1, rate)::double precision
                           * interval '1 millisecond'
              ELSE as_of END,
         dry
    FROM (SELECT whole, rest, whole >= balance AND rate > 0 AS dry
            FROM (SELECT * FROM accrued(rate, carry, since, as_of) OFFSET 0) owed OFFSET 0) verdict
$$;
--> statement-breakpoint
-- The row of a wallet's log before a given one. Its instant is known from the link; a row without one (written by
-- hand) is looked for, first among the movements, then through all that was posted by then.
CREATE FUNCTION previous_transaction(of_wallet bigint, of_seq bigint, link timestamptz, posted timestamptz)
RETURNS SETOF transactions LANGUAGE sql STABLE ROWS 1 AS $$
  (SELECT * FROM transactions WHERE datetime = link AND wallet_id = of_wallet AND seq = of_seq - 1)
  UNION ALL
  (SELECT newest.*
     FROM unnest('{top_up,charge,bonus,refund,adjustment,dispute,dispute_reversal,reversal}'::text[]) kind
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
-- Posts movements to the logs of wallets, each with a verdict of its own, under the wallets' locks:
--   posted      the row was written
--   replayed    its key had posted, or been refused, the same movement before
--   mismatch    its key was used for another movement
--   refused     a debit of more than is available
--   unsettled   the wallet has to be settled first, or wakes suspended subscriptions: nothing was done
--   absent      there is no such wallet or, where the call does not wait, somebody else has locked it
-- An instant that is null is now. Movements of one wallet stand together; keys differ within one call. A call that
-- waits is for one wallet, so that no two calls can wait for each other.
-- Written for speed: a single charge plans nothing and joins nothing.
CREATE FUNCTION post_transactions(
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
  held wallets;
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
    IF held.id IS NULL OR held.id IS DISTINCT FROM coalesce(wallet_ids[i], held.id)
       OR (wallet_ids[i] IS NULL AND (held.user_id <> user_ids[i] OR held.currency <> currencies[i])) THEN
      IF moved > 0 THEN
        UPDATE wallets w SET balance = held.balance, seq = held.seq, last_posted_at = held.last_posted_at
         WHERE w.id = held.id;
        moved := 0;
      END IF;
      accrued_at := NULL;
      IF wait AND wallet_ids[i] IS NOT NULL THEN
        SELECT * INTO held FROM wallets w WHERE w.id = wallet_ids[i] FOR NO KEY UPDATE;
      ELSIF wait THEN
        SELECT * INTO held FROM wallets w WHERE w.user_id = user_ids[i] AND w.currency = currencies[i]
           FOR NO KEY UPDATE;
      ELSIF wallet_ids[i] IS NOT NULL THEN
        SELECT * INTO held FROM wallets w WHERE w.id = wallet_ids[i] FOR NO KEY UPDATE SKIP LOCKED;
      ELSE
        SELECT * INTO held FROM wallets w WHERE w.user_id = user_ids[i] AND w.currency = currencies[i]
           FOR NO KEY UPDATE SKIP LOCKED;
      END IF;
    END IF;
    wallet_id := held.id;
    user_id := held.user_id;
    currency := held.currency;
    IF held.id IS NULL THEN
      verdict := 'absent';
      RETURN NEXT;
      CONTINUE;
    END IF;

    IF given_key IS NOT NULL THEN
      SELECT t.wallet_id, t.seq, t.type, t.amount, t.balance, t.datetime, t.reason INTO known
        FROM transactions_movements t WHERE t.idempotency_key = given_key;
      IF FOUND THEN
        verdict := 'mismatch';
        IF known.wallet_id = held.id AND known.type = types[i] AND known.amount = amount
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
          IF known.user_id = held.user_id AND known.currency = held.currency AND known.amount = -amount
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

    IF held.hourly_rate_micros = 0 THEN
      whole := 0;
      rest := held.carry;
    ELSIF accrued_at IS DISTINCT FROM at THEN
      SELECT a.whole, a.rest INTO whole, rest
        FROM accrued(held.hourly_rate_micros, held.carry, held.last_hourly_billing, at) a;
      accrued_at := at;
    END IF;
    IF held.next_rate_change_at <= at
       OR (held.hourly_rate_micros > 0 AND whole >= held.balance AND held.last_hourly_billing < at)
       OR (types[i] IN ('top_up', 'bonus')
           AND EXISTS (SELECT FROM subscriptions s WHERE s.wallet_id = held.id AND s.status = 'suspended'
                                                     AND s.resumes_on_top_up)) THEN
      verdict := 'unsettled';
      RETURN NEXT;
      CONTINUE;
    END IF;

    IF amount < 0 THEN
      -- As the function available() has it.
      available := greatest(0, held.balance - least(whole, held.balance) - (rest > 0)::int);
      IF -amount > available THEN
        verdict := 'refused';
        IF given_key IS NOT NULL AND types[i] = 'charge' THEN
          INSERT INTO refused_charges AS f (idempotency_key, user_id, currency, amount, reason, available, request_id,
                                            refused_at)
          VALUES (given_key, held.user_id, held.currency, -amount, reasons[i], available, requests[i], at);
        END IF;
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;

    link := CASE WHEN held.seq > 0 THEN held.last_posted_at END;
    held.balance := held.balance + amount;
    held.seq := held.seq + 1;
    held.last_posted_at := greatest(held.last_posted_at, at);
    moved := moved + 1;
    verdict := 'posted';
    seq := held.seq;
    balance := held.balance;
    datetime := held.last_posted_at;
    RETURN NEXT;
    IF cardinality(types) > 1 THEN
      row_n := row_n || i;
      row_wallet := row_wallet || held.id;
      row_user := row_user || held.user_id;
      row_seq := row_seq || held.seq;
      row_balance := row_balance || held.balance;
      row_at := row_at || held.last_posted_at;
      row_link := row_link || link;
      row_usage := row_usage || held.last_usage_at;
    ELSE
      INSERT INTO transactions_movements AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                               previous_at, previous_usage_at, payment_id, idempotency_key, actor)
      VALUES (held.id, held.seq, held.user_id, types[i], amount, held.balance, reasons[i], held.last_posted_at, link,
              held.last_usage_at, payment_ids[i], given_key, actors[i]);
    END IF;
  END LOOP;

  IF moved > 0 THEN
    UPDATE wallets w SET balance = held.balance, seq = held.seq, last_posted_at = held.last_posted_at
     WHERE w.id = held.id;
  END IF;
  IF cardinality(row_n) > 0 THEN
    INSERT INTO transactions_movements AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime,
                                             previous_at, previous_usage_at, payment_id, idempotency_key, actor)
    SELECT r.wallet, r.seq, r.owner, types[r.n], amounts[r.n], r.balance, reasons[r.n], r.at, r.link, r.usage,
           payment_ids[r.n], keys[r.n], actors[r.n]
      FROM unnest(row_n, row_wallet, row_seq, row_user, row_balance, row_at, row_link, row_usage)
           r(n, wallet, seq, owner, balance, at, link, usage);
  END IF;
END
$$;
--> statement-breakpoint
-- A subscription's states, written whoever changes it. Statements, not rows: many are changed at once.
CREATE FUNCTION record_subscription_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscription_changes (subscription_id, wallet_id, at, status, tariff_id, quantity, hourly_rate_micros,
                                    monthly_cap_hours, capped)
  SELECT id, wallet_id, started_at, status, tariff_id, quantity, hourly_rate_micros, monthly_cap_hours,
         capped_until IS NOT NULL
    FROM after_it ORDER BY id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION record_subscription_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO subscription_changes (subscription_id, wallet_id, at, status, tariff_id, quantity, hourly_rate_micros,
                                    monthly_cap_hours, capped)
  SELECT a.id, a.wallet_id, a.metered_at, a.status, a.tariff_id, a.quantity, a.hourly_rate_micros,
         a.monthly_cap_hours, a.capped_until IS NOT NULL
    FROM after_it a JOIN before_it b ON b.id = a.id
   WHERE (a.status, a.tariff_id, a.quantity, a.hourly_rate_micros, a.monthly_cap_hours, a.capped_until IS NOT NULL)
         IS DISTINCT FROM
         (b.status, b.tariff_id, b.quantity, b.hourly_rate_micros, b.monthly_cap_hours, b.capped_until IS NOT NULL)
   ORDER BY a.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
INSERT INTO subscription_changes (subscription_id, wallet_id, at, status, tariff_id, quantity, hourly_rate_micros, capped)
SELECT id, wallet_id, started_at, 'active', tariff_id, quantity, hourly_rate_micros, false FROM subscriptions ORDER BY id;
--> statement-breakpoint
INSERT INTO subscription_changes (subscription_id, wallet_id, at, status, tariff_id, quantity, hourly_rate_micros, capped)
SELECT id, wallet_id, coalesce(ended_at, suspended_at), status, tariff_id, quantity, hourly_rate_micros, false
  FROM subscriptions WHERE status <> 'active' ORDER BY id;
--> statement-breakpoint
CREATE TRIGGER subscriptions_record_start AFTER INSERT ON subscriptions
  REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION record_subscription_start();
--> statement-breakpoint
CREATE TRIGGER subscriptions_record_change AFTER UPDATE ON subscriptions
  REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION record_subscription_change();
--> statement-breakpoint
CREATE TRIGGER subscription_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON subscription_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER refused_charges_permanent BEFORE UPDATE OR DELETE OR TRUNCATE ON refused_charges
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER outbox_permanent BEFORE DELETE OR TRUNCATE ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
UPDATE wallets w SET last_usage_at = (
  SELECT max(datetime) FROM transactions t WHERE t.wallet_id = w.id AND t.type = 'usage');
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT SELECT ON contra_balances TO hourglass_app;
    GRANT SELECT, INSERT ON transactions, transactions_usage, transactions_movements TO hourglass_app;
    REVOKE UPDATE, DELETE ON transactions, transactions_usage, transactions_movements, subscription_changes,
                             refused_charges FROM hourglass_app;
    REVOKE DELETE ON outbox, billing_ranges, verifications FROM hourglass_app;
  END IF;
END
$$;
