-- As before, and: the keys of movements that stand together, all of one wallet, are looked up together. Whether any is known
-- is asked under the wallet's lock; where one is, each is looked up by itself.
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
  -- The last of the movements that stand together with the one in hand, and up to which none of the keys is known.
  together integer;
  fresh_to integer := 0;
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
      together := i;
      WHILE together < cardinality(types) AND wallet_ids[together + 1] IS NOT DISTINCT FROM wallet_ids[i]
            AND user_ids[together + 1] IS NOT DISTINCT FROM user_ids[i]
            AND currencies[together + 1] IS NOT DISTINCT FROM currencies[i] LOOP
        together := together + 1;
      END LOOP;
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
      IF together > i
         AND NOT EXISTS (SELECT FROM transactions_movements t WHERE t.idempotency_key = ANY (keys[i:together]))
         AND NOT EXISTS (SELECT FROM refused_charges f WHERE f.idempotency_key = ANY (keys[i:together])) THEN
        fresh_to := together;
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

    IF given_key IS NOT NULL AND i > fresh_to THEN
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
