-- The clock of the domain. Outside the sandbox the table is empty and this is now(), to the millisecond.
CREATE FUNCTION app_now() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT coalesce(frozen_at, date_trunc('milliseconds', now()) + shift_ms * interval '1 millisecond')
       FROM sandbox_clock),
    date_trunc('milliseconds', now()))
$$;
--> statement-breakpoint
-- The settlement rule for one wallet at one instant (docs/settlement.md). All in whole numbers: `owed` is rate
-- micros × milliseconds, of which 3.6e12 make one minor unit; the products overflow 64 bits, so they are numeric.
-- Declared as a set so that the planner unfolds it into the statement instead of calling it row by row.
CREATE FUNCTION settlement(balance bigint, rate bigint, carry bigint, since timestamptz, as_of timestamptz)
RETURNS TABLE (charged bigint, new_carry bigint, settled_to timestamptz, ran_dry boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 1 AS $$
  SELECT CASE WHEN owed < funds THEN div(owed, 3600000000000)::bigint ELSE balance END,
         CASE WHEN owed < funds THEN mod(owed, 3600000000000)::bigint ELSE 0 END,
         -- The product is below the elapsed time, and milliseconds are exact in a double for 285 years.
         CASE WHEN owed < funds THEN as_of
              ELSE since + div(funds - carry + rate - 1, rate)::double precision * interval '1 millisecond' END,
         owed >= funds
    FROM (SELECT rate::numeric * greatest(0, trunc(extract(epoch FROM as_of - since) * 1000)) + carry AS owed,
                 balance::numeric * 3600000000000 AS funds) amounts
$$;
--> statement-breakpoint
-- What a charge may take at an instant: floor((balance·UNIT − owed) / UNIT), at least 0, in minor units.
CREATE FUNCTION available(balance bigint, rate bigint, carry bigint, since timestamptz, as_of timestamptz)
RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(0, div(
    balance::numeric * 3600000000000
      - (rate::numeric * greatest(0, trunc(extract(epoch FROM as_of - since) * 1000)) + carry),
    3600000000000))::bigint
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
