CREATE TABLE "stripe_event_cursor" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"listed_until" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_event_cursor_only" CHECK ("stripe_event_cursor"."only")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "intent_status" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "quarantine_note" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "quarantine_closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "requested_amount" bigint;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "requested_currency" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "expires_at" timestamp (3) with time zone DEFAULT app_now() + interval '24 hours' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "cancellation_reason" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "cancel_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "next_cancel_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "payments_to_expire" ON "payments" USING btree ("expires_at") WHERE "payments"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "payments_paid_into" ON "payments" USING btree ("wallet_id","paid_at") WHERE "payments"."paid_at" is not null;--> statement-breakpoint
CREATE INDEX "payments_pending_of" ON "payments" USING btree ("user_id") WHERE "payments"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "stripe_events_by_time" ON "stripe_events" USING btree ("received_at","id");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_canceled" CHECK (("payments"."canceled_at" is null) = ("payments"."status" <> 'canceled'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_cancellation_known" CHECK ("payments"."cancellation_reason" in ('expired', 'requested_by_user', 'canceled_at_stripe'));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_quarantine_closed" CHECK (("payments"."quarantine_closed_at" is null) = ("payments"."quarantine_note" is null));--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_requested_whole" CHECK (("payments"."requested_amount" is null) = ("payments"."requested_currency" is null));