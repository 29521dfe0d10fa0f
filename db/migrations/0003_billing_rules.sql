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
-- hand) is looked for, first among what is not usage, then through all that was posted by then.
CREATE FUNCTION previous_transaction(of_wallet bigint, of_seq bigint, link timestamptz, posted timestamptz)
RETURNS SETOF transactions LANGUAGE sql STABLE ROWS 1 AS $$
  (SELECT * FROM transactions WHERE datetime = link AND wallet_id = of_wallet AND seq = of_seq - 1)
  UNION ALL
  (SELECT newest.*
     FROM unnest('{top_up,charge,bonus,refund,adjustment,dispute,dispute_reversal,reversal}'::text[]) kind
    CROSS JOIN LATERAL (
      SELECT * FROM transactions
       WHERE of_seq > 1 AND wallet_id = of_wallet AND type = kind AND type <> 'usage' AND (datetime, seq) < (posted, of_seq)
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
-- A movement without a verdict has no wallet or, where the call does not wait, one that somebody else has locked.
-- An instant that is null is now. Keys differ within one call.
CREATE FUNCTION post_transactions(
  wait boolean, wallet_ids bigint[], user_ids uuid[], currencies text[], types text[], amounts bigint[], reasons text[],
  instants timestamptz[], actors text[], payment_ids uuid[], keys text[], requests text[])
RETURNS TABLE (
  n bigint, verdict text, wallet_id bigint, seq bigint, user_id uuid, currency text, balance bigint,
  datetime timestamptz, available bigint, request_id text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  clock CONSTANT timestamptz := app_now();
  asked record;
  known record;
  at timestamptz;
  -- The wallet in hand, as the movements so far leave it.
  held bigint;
  money bigint;
  number bigint;
  posted timestamptz;
  link timestamptz;
  -- What is to be written: a row of the log each, and the wallets they move.
  row_n bigint[] := '{}';
  row_seq bigint[] := '{}';
  row_wallet bigint[] := '{}';
  row_user uuid[] := '{}';
  row_balance bigint[] := '{}';
  row_at timestamptz[] := '{}';
  row_link timestamptz[] := '{}';
  row_usage timestamptz[] := '{}';
BEGIN
  FOR asked IN EXECUTE
    'SELECT q.*, w.id, w.user_id AS owner, w.currency AS money_of, w.balance, w.hourly_rate_micros AS rate, w.carry,
            w.last_hourly_billing AS since, w.seq, w.last_posted_at, w.last_usage_at, w.next_rate_change_at
       FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) WITH ORDINALITY
            q(given_id, given_user, given_currency, type, amount, reason, instant, key, n)
       JOIN wallets w ON w.id = coalesce(q.given_id, (
              SELECT id FROM wallets WHERE user_id = q.given_user AND currency = q.given_currency))
      ORDER BY w.id, q.n
        FOR NO KEY UPDATE OF w' || CASE WHEN wait THEN '' ELSE ' SKIP LOCKED' END
    USING wallet_ids, user_ids, currencies, types, amounts, reasons, instants, keys
  LOOP
    at := coalesce(asked.instant, clock);
    n := asked.n;
    wallet_id := asked.id;
    user_id := asked.owner;
    currency := asked.money_of;
    seq := NULL;
    balance := NULL;
    datetime := NULL;
    available := NULL;
    request_id := NULL;
    IF held IS DISTINCT FROM asked.id THEN
      held := asked.id;
      money := asked.balance;
      number := asked.seq;
      posted := asked.last_posted_at;
    END IF;

    IF asked.key IS NOT NULL THEN
      SELECT t.wallet_id, t.seq, t.type, t.amount, t.balance, t.datetime, t.reason INTO known
        FROM transactions t WHERE t.idempotency_key = asked.key;
      IF FOUND THEN
        IF (known.wallet_id, known.type, known.amount, known.reason)
           IS NOT DISTINCT FROM (asked.id, asked.type, asked.amount, asked.reason) THEN
          verdict := 'replayed';
          seq := known.seq;
          balance := known.balance;
          datetime := known.datetime;
        ELSE
          verdict := 'mismatch';
        END IF;
        RETURN NEXT;
        CONTINUE;
      END IF;
      IF asked.amount < 0 THEN
        SELECT f.user_id, f.currency, f.amount, f.reason, f.available, f.request_id INTO known
          FROM refused_charges f WHERE f.idempotency_key = asked.key;
        IF FOUND THEN
          verdict := CASE WHEN (known.user_id, known.currency, known.amount, known.reason)
                               IS NOT DISTINCT FROM (asked.owner, asked.money_of, -asked.amount, asked.reason)
                          THEN 'replayed' ELSE 'mismatch' END;
          available := known.available;
          request_id := known.request_id;
          RETURN NEXT;
          CONTINUE;
        END IF;
      END IF;
    END IF;

    IF asked.next_rate_change_at <= at
       OR (asked.rate > 0 AND asked.since < at
           AND (SELECT s.ran_dry FROM settlement(money, asked.rate, asked.carry, asked.since, at) s))
       OR (asked.amount > 0 AND asked.type IN ('top_up', 'bonus')
           AND EXISTS (SELECT FROM subscriptions s WHERE s.wallet_id = asked.id AND s.status = 'suspended'
                                                     AND s.resumes_on_top_up)) THEN
      verdict := 'unsettled';
      RETURN NEXT;
      CONTINUE;
    END IF;

    IF asked.amount < 0 THEN
      available := available(money, asked.rate, asked.carry, asked.since, at);
      IF -asked.amount > available THEN
        verdict := 'refused';
        IF asked.key IS NOT NULL AND asked.type = 'charge' THEN
          INSERT INTO refused_charges AS f (idempotency_key, user_id, currency, amount, reason, available, request_id,
                                            refused_at)
          VALUES (asked.key, asked.owner, asked.money_of, -asked.amount, asked.reason, available, requests[asked.n], at);
        END IF;
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;

    link := CASE WHEN number > 0 THEN posted END;
    money := money + asked.amount;
    number := number + 1;
    posted := greatest(posted, at);
    row_n := row_n || asked.n;
    row_wallet := row_wallet || asked.id;
    row_user := row_user || asked.owner;
    row_seq := row_seq || number;
    row_balance := row_balance || money;
    row_at := row_at || posted;
    row_link := row_link || link;
    row_usage := row_usage || asked.last_usage_at;
    verdict := 'posted';
    seq := number;
    balance := money;
    datetime := posted;
    RETURN NEXT;
  END LOOP;

  IF cardinality(row_n) > 0 THEN
    UPDATE wallets w SET balance = last.balance, seq = last.seq, last_posted_at = last.at
      FROM (SELECT DISTINCT ON (r.wallet) r.wallet, r.balance, r.seq, r.at
              FROM unnest(row_wallet, row_balance, row_seq, row_at) r(wallet, balance, seq, at)
             ORDER BY r.wallet, r.seq DESC) last
     WHERE w.id = last.wallet;
    INSERT INTO transactions AS t (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at,
                                   previous_usage_at, payment_id, idempotency_key, actor)
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
-- Rows written before they carried links get them: nothing that was said is changed.
ALTER TABLE transactions DISABLE TRIGGER transactions_append_only;
--> statement-breakpoint
UPDATE transactions t SET previous_at = linked.previous_at, previous_usage_at = linked.previous_usage_at
  FROM (SELECT wallet_id, seq, lag(datetime) OVER log AS previous_at,
               max(datetime) FILTER (WHERE type = 'usage') OVER (log ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                 AS previous_usage_at
          FROM transactions WINDOW log AS (PARTITION BY wallet_id ORDER BY seq)) linked
 WHERE linked.wallet_id = t.wallet_id AND linked.seq = t.seq;
--> statement-breakpoint
ALTER TABLE transactions ENABLE TRIGGER transactions_append_only;
--> statement-breakpoint
UPDATE wallets w SET last_usage_at = (
  SELECT max(datetime) FROM transactions t WHERE t.wallet_id = w.id AND t.type = 'usage');
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE UPDATE, DELETE ON subscription_changes, refused_charges FROM hourglass_app;
    REVOKE DELETE ON outbox, billing_ranges, verifications FROM hourglass_app;
  END IF;
END
$$;
