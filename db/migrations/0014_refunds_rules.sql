-- What a payment says of its refunds and disputes follows from their rows, whoever writes those. The payment is locked
-- first and the rows are summed in a statement of their own, which then sees what others had written while it waited.
CREATE FUNCTION restate_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM payments WHERE id = NEW.payment_id AND paid_at IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing goes back of a payment that was not paid'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'returns_of_paid', TABLE = TG_TABLE_NAME;
  END IF;
  UPDATE payments p
     SET refunded_amount = back.refunded,
         status = CASE WHEN back.is_disputed THEN 'disputed'
                       WHEN back.refunded = p.amount THEN 'refunded'
                       WHEN back.refunded > 0 THEN 'partially_refunded'
                       ELSE 'succeeded' END
    FROM (SELECT coalesce((SELECT sum(amount) FROM refunds
                            WHERE payment_id = NEW.payment_id AND status IN ('pending', 'succeeded')), 0) AS refunded,
                 EXISTS (SELECT FROM disputes
                          WHERE payment_id = NEW.payment_id AND withdrawn_at IS NOT NULL AND reinstated_at IS NULL)
                   AS is_disputed) back
   WHERE p.id = NEW.payment_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER refunds_restate_payment AFTER INSERT OR UPDATE OF status ON refunds
  FOR EACH ROW EXECUTE FUNCTION restate_payment();
--> statement-breakpoint
CREATE TRIGGER disputes_restate_payment AFTER INSERT OR UPDATE OF withdrawn_at, reinstated_at ON disputes
  FOR EACH ROW EXECUTE FUNCTION restate_payment();
--> statement-breakpoint
-- What was given back stays what it was; one that failed never counts again, or its money would go out twice.
CREATE FUNCTION refuse_other_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% may not be changed so', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER refunds_fixed BEFORE UPDATE ON refunds FOR EACH ROW
  WHEN ((OLD.id, OLD.payment_id, OLD.wallet_id, OLD.amount, OLD.taken, OLD.origin, OLD.idempotency_key)
          IS DISTINCT FROM
        (NEW.id, NEW.payment_id, NEW.wallet_id, NEW.amount, NEW.taken, NEW.origin, NEW.idempotency_key)
        OR (OLD.stripe_refund_id IS NOT NULL AND OLD.stripe_refund_id IS DISTINCT FROM NEW.stripe_refund_id)
        OR (OLD.status IN ('failed', 'canceled') AND OLD.status <> NEW.status)
        OR (OLD.status = 'succeeded' AND NEW.status = 'pending'))
  EXECUTE FUNCTION refuse_other_return();
--> statement-breakpoint
CREATE TRIGGER disputes_fixed BEFORE UPDATE ON disputes FOR EACH ROW
  WHEN ((OLD.id, OLD.payment_id, OLD.wallet_id, OLD.stripe_dispute_id)
          IS DISTINCT FROM (NEW.id, NEW.payment_id, NEW.wallet_id, NEW.stripe_dispute_id)
        OR (OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.amount, OLD.taken)
              IS DISTINCT FROM (NEW.withdrawn_at, NEW.amount, NEW.taken))
        OR (OLD.reinstated_at IS NOT NULL AND OLD.reinstated_at IS DISTINCT FROM NEW.reinstated_at))
  EXECUTE FUNCTION refuse_other_return();
--> statement-breakpoint
CREATE TRIGGER receivables_fixed BEFORE UPDATE ON receivables FOR EACH ROW
  WHEN ((OLD.id, OLD.payment_id, OLD.wallet_id, OLD.user_id, OLD.currency, OLD.refund_id, OLD.dispute_id, OLD.amount)
          IS DISTINCT FROM
        (NEW.id, NEW.payment_id, NEW.wallet_id, NEW.user_id, NEW.currency, NEW.refund_id, NEW.dispute_id, NEW.amount)
        OR NEW.collected < OLD.collected OR NEW.written_off < OLD.written_off OR NEW.released < OLD.released)
  EXECUTE FUNCTION refuse_other_return();
--> statement-breakpoint
CREATE TRIGGER refunds_permanent BEFORE DELETE OR TRUNCATE ON refunds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER disputes_permanent BEFORE DELETE OR TRUNCATE ON disputes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER receivables_permanent BEFORE DELETE OR TRUNCATE ON receivables
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE DELETE ON refunds, disputes, receivables FROM hourglass_app;
  END IF;
END
$$;
--> statement-breakpoint
-- What Stripe told of a payment, for whoever looks into it. No id is longer; an object in its place would be, and an
-- entry that does not fit the index would keep the event out of the inbox.
CREATE INDEX stripe_events_by_intent ON stripe_events
  (left(coalesce(payload #>> '{data,object,payment_intent}', payload #>> '{data,object,id}'), 255));
