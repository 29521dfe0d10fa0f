-- Rules of a single column become rules of its type. A type's rule is asked where a value is written, and is planned once for
-- a connection; a CHECK of the table is read from its text, planned and set up anew by every statement that writes to it.
CREATE DOMAIN not_negative AS bigint CONSTRAINT not_negative CHECK (VALUE >= 0);
--> statement-breakpoint
CREATE DOMAIN from_one AS bigint CONSTRAINT from_one CHECK (VALUE >= 1);
--> statement-breakpoint
CREATE DOMAIN below_unit AS bigint CONSTRAINT below_unit CHECK (VALUE >= 0 AND VALUE < 3600000000000);
--> statement-breakpoint
CREATE DOMAIN currency_code AS text CONSTRAINT currency_code CHECK (VALUE ~ '^[A-Z]{3}$');
--> statement-breakpoint
-- A column's type cannot change under a view.
DROP VIEW contra_balances;
--> statement-breakpoint
ALTER TABLE wallets
  DROP CONSTRAINT wallets_balance_not_negative,
  DROP CONSTRAINT wallets_rate_not_negative,
  DROP CONSTRAINT wallets_carry_under_unit,
  DROP CONSTRAINT wallets_held_within,
  DROP CONSTRAINT wallets_carry_backed,
  DROP CONSTRAINT wallets_seq_not_negative,
  DROP CONSTRAINT wallets_currency_code,
  ALTER COLUMN currency SET DATA TYPE currency_code,
  ALTER COLUMN balance SET DATA TYPE not_negative,
  ALTER COLUMN hourly_rate_micros SET DATA TYPE not_negative,
  ALTER COLUMN carry SET DATA TYPE below_unit,
  ALTER COLUMN seq SET DATA TYPE not_negative,
  ALTER COLUMN held SET DATA TYPE not_negative,
  ADD CONSTRAINT wallets_backed CHECK (balance - held >= least(carry, 1));
--> statement-breakpoint
ALTER TABLE transactions
  DROP CONSTRAINT transactions_balance_not_negative,
  DROP CONSTRAINT transactions_seq_from_one,
  ALTER COLUMN seq SET DATA TYPE from_one,
  ALTER COLUMN balance SET DATA TYPE not_negative;
--> statement-breakpoint
CREATE VIEW contra_balances AS
  SELECT w.currency::text,
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
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT SELECT ON contra_balances TO hourglass_app;
    REVOKE INSERT, UPDATE, DELETE ON contra_balances FROM hourglass_app;
  END IF;
END
$$;
