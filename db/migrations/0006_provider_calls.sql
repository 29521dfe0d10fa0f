CREATE TABLE "provider_calls" (
	"key" text PRIMARY KEY NOT NULL,
	"operation" text NOT NULL,
	"subject" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"first_sent_at" timestamp (3) with time zone,
	"last_sent_at" timestamp (3) with time zone,
	"result_id" text,
	"error_code" text,
	"error" text,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_calls_status_known" CHECK ("provider_calls"."status" in ('open', 'done', 'refused')),
	CONSTRAINT "provider_calls_result" CHECK ("provider_calls"."status" <> 'done' or "provider_calls"."result_id" is not null),
	CONSTRAINT "provider_calls_ended" CHECK (("provider_calls"."status" = 'open') = ("provider_calls"."ended_at" is null))
);
--> statement-breakpoint
-- What was asked of Stripe is known for ever: a key that were forgotten could move the money twice.
CREATE TRIGGER provider_calls_permanent BEFORE DELETE OR TRUNCATE ON provider_calls
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'hourglass_app') THEN
    REVOKE DELETE ON provider_calls FROM hourglass_app;
  END IF;
END
$$;
