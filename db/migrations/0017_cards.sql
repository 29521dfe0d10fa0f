CREATE TABLE "auto_top_ups" (
	"wallet_id" bigint PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"threshold" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"monthly_cap" bigint,
	"description" text NOT NULL,
	"card_id" uuid NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"pause_reason" text,
	"capped_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "auto_top_ups_threshold_positive" CHECK ("auto_top_ups"."threshold" > 0),
	CONSTRAINT "auto_top_ups_amount_enough" CHECK ("auto_top_ups"."amount" >= "auto_top_ups"."threshold"),
	CONSTRAINT "auto_top_ups_cap_enough" CHECK ("auto_top_ups"."monthly_cap" >= "auto_top_ups"."amount"),
	CONSTRAINT "auto_top_ups_status_known" CHECK ("auto_top_ups"."status" in ('active', 'paused')),
	CONSTRAINT "auto_top_ups_pause_has_reason" CHECK (("auto_top_ups"."status" = 'paused') = ("auto_top_ups"."pause_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "automatic_payments" (
	"payment_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"recurring_payment_id" uuid,
	"due_at" timestamp (3) with time zone NOT NULL,
	"skipped_periods" integer DEFAULT 0 NOT NULL,
	"card_id" uuid NOT NULL,
	"stage" text DEFAULT 'charge' NOT NULL,
	"declines" integer DEFAULT 0 NOT NULL,
	"failure_code" text,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"leased_until" timestamp (3) with time zone,
	"superseded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "automatic_payments_turn_key" UNIQUE("recurring_payment_id","due_at"),
	CONSTRAINT "automatic_payments_stage_known" CHECK ("automatic_payments"."stage" in ('charge', 'user', 'over')),
	CONSTRAINT "automatic_payments_declines" CHECK ("automatic_payments"."declines" between 0 and 3)
);
--> statement-breakpoint
CREATE TABLE "recurring_payments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"description" text NOT NULL,
	"interval" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"period" integer DEFAULT 0 NOT NULL,
	"next_due_at" timestamp (3) with time zone NOT NULL,
	"card_id" uuid NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"pause_reason" text,
	"ended_at" timestamp (3) with time zone,
	"idempotency_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "recurring_payments_user_idempotency_key" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "recurring_payments_amount_positive" CHECK ("recurring_payments"."amount" > 0),
	CONSTRAINT "recurring_payments_interval_known" CHECK ("recurring_payments"."interval" in ('week', 'month')),
	CONSTRAINT "recurring_payments_status_known" CHECK ("recurring_payments"."status" in ('active', 'paused', 'ended')),
	CONSTRAINT "recurring_payments_pause_has_reason" CHECK (("recurring_payments"."status" = 'paused') = ("recurring_payments"."pause_reason" is not null)),
	CONSTRAINT "recurring_payments_ended" CHECK (("recurring_payments"."status" = 'ended') = ("recurring_payments"."ended_at" is not null)),
	CONSTRAINT "recurring_payments_due_after_start" CHECK ("recurring_payments"."period" >= 0 and "recurring_payments"."next_due_at" >= "recurring_payments"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "card_setups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"stripe_setup_intent_id" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"failure_code" text,
	"card_id" uuid,
	"return_url" text,
	"idempotency_key" text,
	"checks" integer DEFAULT 0 NOT NULL,
	"next_check_at" timestamp (3) with time zone DEFAULT now() + interval '1 minute' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_setups_stripe_setup_intent_id_unique" UNIQUE("stripe_setup_intent_id"),
	CONSTRAINT "card_setups_user_idempotency_key" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "card_setups_status_known" CHECK ("card_setups"."status" in ('pending', 'succeeded', 'canceled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "cards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"stripe_payment_method_id" text NOT NULL,
	"brand" text NOT NULL,
	"last4" text NOT NULL,
	"exp_month" integer NOT NULL,
	"exp_year" integer NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"detached_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cards_stripe_payment_method_id_unique" UNIQUE("stripe_payment_method_id"),
	CONSTRAINT "cards_id_user_key" UNIQUE("id","user_id"),
	CONSTRAINT "cards_default_is_there" CHECK (not "cards"."is_default" or "cards"."removed_at" is null),
	CONSTRAINT "cards_detached_is_removed" CHECK ("cards"."detached_at" is null or "cards"."removed_at" is not null),
	CONSTRAINT "cards_expiry" CHECK ("cards"."exp_month" between 1 and 12)
);
--> statement-breakpoint
CREATE TABLE "stripe_customers" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stripe_customers_id_user_key" UNIQUE("id","user_id")
);
--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "origin" text DEFAULT 'user' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "stripe_customer_id" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "saves_card" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "auto_top_ups" ADD CONSTRAINT "auto_top_ups_wallet_of_user" FOREIGN KEY ("wallet_id","user_id","currency") REFERENCES "public"."wallets"("id","user_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_ups" ADD CONSTRAINT "auto_top_ups_card_of_user" FOREIGN KEY ("card_id","user_id") REFERENCES "public"."cards"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_payments" ADD CONSTRAINT "automatic_payments_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_payments" ADD CONSTRAINT "automatic_payments_recurring_payment_id_recurring_payments_id_fk" FOREIGN KEY ("recurring_payment_id") REFERENCES "public"."recurring_payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_payments" ADD CONSTRAINT "automatic_payments_card_of_user" FOREIGN KEY ("card_id","user_id") REFERENCES "public"."cards"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_payments" ADD CONSTRAINT "recurring_payments_wallet_of_user" FOREIGN KEY ("wallet_id","user_id","currency") REFERENCES "public"."wallets"("id","user_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_payments" ADD CONSTRAINT "recurring_payments_card_of_user" FOREIGN KEY ("card_id","user_id") REFERENCES "public"."cards"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_setups" ADD CONSTRAINT "card_setups_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_setups" ADD CONSTRAINT "card_setups_card_of_user" FOREIGN KEY ("card_id","user_id") REFERENCES "public"."cards"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cards" ADD CONSTRAINT "cards_customer_of_user" FOREIGN KEY ("stripe_customer_id","user_id") REFERENCES "public"."stripe_customers"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stripe_customers" ADD CONSTRAINT "stripe_customers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "auto_top_ups_by_user" ON "auto_top_ups" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auto_top_ups_by_card" ON "auto_top_ups" USING btree ("card_id");--> statement-breakpoint
CREATE UNIQUE INDEX "automatic_payments_one_open" ON "automatic_payments" USING btree ("recurring_payment_id") WHERE "automatic_payments"."stage" <> 'over';--> statement-breakpoint
CREATE INDEX "automatic_payments_due" ON "automatic_payments" USING btree ("next_attempt_at") WHERE "automatic_payments"."stage" <> 'over';--> statement-breakpoint
CREATE INDEX "automatic_payments_by_wallet" ON "automatic_payments" USING btree ("wallet_id","payment_id");--> statement-breakpoint
CREATE INDEX "recurring_payments_by_user" ON "recurring_payments" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "recurring_payments_by_card" ON "recurring_payments" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "recurring_payments_due" ON "recurring_payments" USING btree ("next_due_at") WHERE "recurring_payments"."status" = 'active';--> statement-breakpoint
CREATE INDEX "card_setups_by_user" ON "card_setups" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "card_setups_to_check" ON "card_setups" USING btree ("next_check_at") WHERE "card_setups"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "cards_one_default" ON "cards" USING btree ("user_id") WHERE "cards"."is_default";--> statement-breakpoint
CREATE INDEX "cards_by_user" ON "cards" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "cards_to_detach" ON "cards" USING btree ("id") WHERE "cards"."removed_at" is not null and "cards"."detached_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_customers_one_each" ON "stripe_customers" USING btree ("user_id") WHERE "stripe_customers"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_one_auto_top_up" ON "payments" USING btree ("wallet_id") WHERE "payments"."origin" = 'auto_top_up' and "payments"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "payments_auto_top_ups" ON "payments" USING btree ("wallet_id","created_at") WHERE "payments"."origin" = 'auto_top_up';--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_origin_known" CHECK ("payments"."origin" in ('user', 'auto_top_up', 'recurring'));