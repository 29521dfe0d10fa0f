-- As before, and: what a wallet's holds keep back is not there to be spent, neither by a debit nor by usage.
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
        FROM transactions_movements t WHERE t.idempotency_key = given_key;
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
-- What a hold is for, and how it ended, is for ever; while it is open all that can happen to it is its end.
CREATE FUNCTION refuse_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'open'
     OR (OLD.id, OLD.user_id, OLD.wallet_id, OLD.amount, OLD.reason, OLD.expires_at, OLD.created_at, OLD.metadata,
         OLD.idempotency_key, OLD.actor)
        IS DISTINCT FROM
        (NEW.id, NEW.user_id, NEW.wallet_id, NEW.amount, NEW.reason, NEW.expires_at, NEW.created_at, NEW.metadata,
         NEW.idempotency_key, NEW.actor) THEN
    RAISE EXCEPTION 'a hold only ever ends, once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER holds_end_once BEFORE UPDATE ON holds FOR EACH ROW EXECUTE FUNCTION refuse_hold_change();
--> statement-breakpoint
CREATE TRIGGER holds_permanent BEFORE DELETE OR TRUNCATE ON holds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE UPDATE, DELETE ON holds FROM hourglass_app;
    GRANT SELECT, INSERT, UPDATE (status, captured_amount, captured_seq, ended_at) ON holds TO hourglass_app;
  END IF;
END
$$;
