-- The clock of the domain. Outside the sandbox the table is empty and this is now(), to the millisecond.
CREATE FUNCTION app_now() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT coalesce(frozen_at, date_trunc('milliseconds', now()) + shift_ms * interval '1 millisecond')
       FROM sandbox_clock),
    date_trunc('milliseconds', now()))
$$;
--> statement-breakpoint
-- Whole milliseconds between two instants of whole milliseconds; a clock that goes back passes none.
-- Seconds as a double are exact to well under half a millisecond for thousands of years, so rounding finds the number.
CREATE FUNCTION elapsed_ms(since timestamptz, as_of timestamptz)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(0, round(date_part('epoch', as_of - since) * 1000))::bigint
$$;
--> statement-breakpoint
-- What has accrued by an instant and is not charged yet: whole minor units, and the rest in rate micros ×
-- milliseconds, of which 3.6e12 make one. The product overflows 64 bits for dear tariffs and long gaps; then, and
-- only then, it is numeric. OFFSET 0 keeps each step from being computed again wherever it is named.
-- Declared as a set, as the next one, so that the planner unfolds it into the statement that uses it.
CREATE FUNCTION accrued(rate bigint, carry bigint, since timestamptz, as_of timestamptz)
RETURNS TABLE (whole bigint, rest bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT CASE WHEN fits THEN (rate * ms + carry) / 3600000000000
              ELSE least(div(rate::numeric * ms + carry, 3600000000000), 9223372036854775807)::bigint END,
         CASE WHEN fits THEN (rate * ms + carry) % 3600000000000
              ELSE mod(rate::numeric * ms + carry, 3600000000000)::bigint END
    FROM (SELECT ms, rate <= 9000000000000000000 / greatest(ms, 1) AS fits
            FROM (SELECT elapsed_ms(since, as_of) AS ms OFFSET 0) elapsed OFFSET 0) product
$$;
--> statement-breakpoint
-- The settlement rule for one wallet at one instant (docs/settlement.md). Owed below the balance is the same as whole
-- minor units below the balance, since the rest is under one.
CREATE FUNCTION settlement(balance bigint, rate bigint, carry bigint, since timestamptz, as_of timestamptz)
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
    FROM (SELECT whole, rest, whole >= balance AS dry
            FROM (SELECT * FROM accrued(rate, carry, since, as_of) OFFSET 0) owed OFFSET 0) verdict
$$;
--> statement-breakpoint
-- What a charge may take at an instant: floor((balance·UNIT − owed) / UNIT), at least 0, in minor units.
CREATE FUNCTION available(balance bigint, rate bigint, carry bigint, since timestamptz, as_of timestamptz)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(0, balance - least(whole, balance) - (rest > 0)::int) FROM accrued(rate, carry, since, as_of)
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: correct it by a new row', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
-- A statement trigger refuses even a statement that would touch no row, and costs inserts nothing.
CREATE TRIGGER transactions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER rate_changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rate_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER tariff_prices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tariff_prices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Keys that keep an effect from happening twice are for ever.
CREATE TRIGGER idempotency_keys_permanent BEFORE DELETE OR TRUNCATE ON idempotency_keys
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER stripe_events_permanent BEFORE DELETE OR TRUNCATE ON stripe_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Half of each page stays free, so that the hourly update finds room beside the old row (HOT).
ALTER TABLE wallets SET (fillfactor = 50);
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
-- The app's own role, where there is one: it can add to the log but has no right to change it. An installation
-- that gives the app another role grants that one the same.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT USAGE ON SCHEMA public TO hourglass_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hourglass_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO hourglass_app;
    REVOKE UPDATE, DELETE ON transactions, rate_changes, tariff_prices, audit_log FROM hourglass_app;
    REVOKE DELETE ON wallets, payments, subscriptions, users, idempotency_keys, stripe_events, billing_runs
      FROM hourglass_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hourglass_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO hourglass_app;
  END IF;
END
$$;
