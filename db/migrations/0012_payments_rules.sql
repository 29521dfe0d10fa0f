-- What was canceled before the reason was kept was canceled in Stripe's dashboard: nothing else could.
UPDATE payments SET cancellation_reason = 'canceled_at_stripe' WHERE status = 'canceled';
--> statement-breakpoint
ALTER TABLE payments ADD CONSTRAINT payments_canceled_why
  CHECK (status <> 'canceled' OR cancellation_reason IS NOT NULL);
--> statement-breakpoint
-- A payment is money or a wish of it, an event the proof of it: neither is ever removed.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE DELETE ON payments, stripe_events, stripe_event_cursor FROM hourglass_app;
  END IF;
END
$$;
