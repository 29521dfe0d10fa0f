-- What a wallet tops itself up with in a calendar month stays within the limit that its user set, whoever writes it. The
-- rule's row is locked, so that two at once are counted one after the other.
CREATE FUNCTION hold_monthly_cap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  cap bigint;
  so_far numeric;
BEGIN
  SELECT a.monthly_cap INTO cap FROM auto_top_ups a WHERE a.wallet_id = NEW.wallet_id FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'wallet % does not top itself up', NEW.wallet_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_auto_top_up_has_rule';
  END IF;
  SELECT coalesce(sum(p.amount), 0) INTO so_far FROM payments p
   WHERE p.wallet_id = NEW.wallet_id AND p.origin = 'auto_top_up' AND p.status NOT IN ('canceled', 'failed')
     AND p.created_at >= month_start(NEW.created_at) AND p.created_at < next_month(NEW.created_at);
  IF so_far + NEW.amount > cap THEN
    RAISE EXCEPTION 'wallet % has % of % a month left', NEW.wallet_id, cap - so_far, cap
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_auto_top_up_within_cap';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER payments_monthly_cap BEFORE INSERT ON payments
  FOR EACH ROW WHEN (NEW.origin = 'auto_top_up') EXECUTE FUNCTION hold_monthly_cap();
--> statement-breakpoint
CREATE FUNCTION refuse_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is settled for good', TG_ARGV[0], TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
-- A payment stays whose it was: what counts towards the limit cannot be renamed out of it.
CREATE TRIGGER payments_origin_fixed BEFORE UPDATE OF origin ON payments
  FOR EACH ROW WHEN (OLD.origin IS DISTINCT FROM NEW.origin) EXECUTE FUNCTION refuse_fixed('origin');
--> statement-breakpoint
-- A card that was removed is never charged again.
CREATE TRIGGER cards_removed_for_good BEFORE UPDATE OF removed_at ON cards
  FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL AND NEW.removed_at IS NULL) EXECUTE FUNCTION refuse_fixed('removed_at');
--> statement-breakpoint
CREATE TRIGGER cards_permanent BEFORE DELETE OR TRUNCATE ON cards
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER stripe_customers_permanent BEFORE DELETE OR TRUNCATE ON stripe_customers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER automatic_payments_permanent BEFORE DELETE OR TRUNCATE ON automatic_payments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER recurring_payments_permanent BEFORE DELETE OR TRUNCATE ON recurring_payments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE DELETE ON cards, stripe_customers, card_setups, automatic_payments, recurring_payments FROM hourglass_app;
  END IF;
END
$$;
