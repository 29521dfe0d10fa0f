-- What happened before there were endpoints is news to none.
UPDATE outbox SET fanned_out_at = now();
--> statement-breakpoint
-- Wakes whoever sends events on, the moment their transaction commits. A wake-up that nobody hears is no loss: the
-- minute's job finds the same rows.
CREATE FUNCTION tell_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY hourglass_events;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER outbox_told AFTER INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_events();
--> statement-breakpoint
CREATE TRIGGER webhook_deliveries_told AFTER INSERT ON webhook_deliveries
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_events();
--> statement-breakpoint
-- The log of what was sent stays; of a deleted endpoint only its secrets go.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    GRANT SELECT, INSERT, UPDATE ON webhook_endpoints, webhook_deliveries TO hourglass_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_secrets TO hourglass_app;
    REVOKE DELETE ON webhook_endpoints, webhook_deliveries FROM hourglass_app;
  END IF;
END
$$;
