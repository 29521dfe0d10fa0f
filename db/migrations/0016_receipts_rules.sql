-- Numbers a receipt, and says in it what its payment says: whoever inserts one, it cannot name another amount. The payment
-- is locked, so that of several that come at once one is issued and the others are passed over without taking a number.
-- The counter's row is locked from here to the end of the transaction, and goes back with it: no number is lost.
-- It runs as the owner of the tables, so that the app's role needs no right to the counters.
CREATE FUNCTION number_receipt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  SELECT p.amount, p.currency, p.description, p.paid_at
    INTO NEW.amount, NEW.currency, NEW.description, NEW.paid_at
    FROM payments p WHERE p.id = NEW.payment_id FOR UPDATE;
  IF NEW.paid_at IS NULL THEN
    RAISE EXCEPTION 'a receipt is for a payment that has succeeded'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_of_paid_payment', TABLE = 'receipts';
  END IF;
  IF EXISTS (SELECT FROM receipts r WHERE r.payment_id = NEW.payment_id) THEN
    RETURN NULL;
  END IF;
  NEW.year := extract(year FROM NEW.issued_at AT TIME ZONE 'UTC');
  INSERT INTO receipt_counters AS c (year, last) VALUES (NEW.year, 1)
    ON CONFLICT (year) DO UPDATE SET last = c.last + 1
    RETURNING c.last INTO NEW.sequence;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER receipts_numbered BEFORE INSERT ON receipts FOR EACH ROW EXECUTE FUNCTION number_receipt();
--> statement-breakpoint
-- A receipt says for ever what it said. What it was paid with may be put in once, where it was not known at first.
CREATE FUNCTION keep_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.method_type IS NULL AND NEW.method_type IS NOT NULL
     AND to_jsonb(NEW) - '{method_type,method_brand,method_last4}'::text[]
         = to_jsonb(OLD) - '{method_type,method_brand,method_last4}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a receipt is never changed' USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER receipts_kept BEFORE UPDATE ON receipts FOR EACH ROW EXECUTE FUNCTION keep_receipt();
--> statement-breakpoint
CREATE TRIGGER receipts_permanent BEFORE DELETE OR TRUNCATE ON receipts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION count_receipts_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last IS DISTINCT FROM (CASE TG_OP WHEN 'UPDATE' THEN OLD.last ELSE 0 END) + 1
     OR (TG_OP = 'UPDATE' AND NEW.year IS DISTINCT FROM OLD.year) THEN
    RAISE EXCEPTION 'receipts are counted one by one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER receipt_counters_by_one BEFORE INSERT OR UPDATE ON receipt_counters
  FOR EACH ROW EXECUTE FUNCTION count_receipts_by_one();
--> statement-breakpoint
CREATE TRIGGER receipt_counters_permanent BEFORE DELETE OR TRUNCATE ON receipt_counters
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The months (UTC) in which a wallet's log has rows, newest first, with the balance before and after each: as many steps as
-- there are months, each a look-up of the newest row before an instant, however many rows lie between.
--   before   only months that begin before it; null: all
--   most     so many months
CREATE FUNCTION wallet_months(of_wallet bigint, before timestamptz, most integer)
RETURNS TABLE (month timestamptz, opening bigint, closing bigint) LANGUAGE plpgsql STABLE ROWS 24 AS $$
DECLARE
  here transactions;
  older transactions;
  given integer := 0;
BEGIN
  SELECT * INTO here FROM wallet_log(of_wallet, NULL, NULL, before, NULL, NULL, 1);
  WHILE here.seq IS NOT NULL AND given < most LOOP
    month := month_start(here.datetime);
    SELECT * INTO older FROM wallet_log(of_wallet, NULL, NULL, month, NULL, NULL, 1);
    opening := coalesce(older.balance, 0);
    closing := here.balance;
    RETURN NEXT;
    given := given + 1;
    here := older;
  END LOOP;
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT SELECT, INSERT ON receipts TO hourglass_app;
    REVOKE UPDATE, DELETE ON receipts FROM hourglass_app;
    GRANT UPDATE (method_type, method_brand, method_last4) ON receipts TO hourglass_app;
    GRANT SELECT ON receipt_counters TO hourglass_app;
    REVOKE INSERT, UPDATE, DELETE ON receipt_counters FROM hourglass_app;
    GRANT SELECT, INSERT, UPDATE ON billing_details TO hourglass_app;
    REVOKE DELETE ON billing_details FROM hourglass_app;
  END IF;
END
$$;
