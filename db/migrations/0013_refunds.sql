CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"taken" bigint DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"evidence_due_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"reinstated_at" timestamp (3) with time zone,
	"asked_at" timestamp(6) with time zone NOT NULL,
	"checks" integer DEFAULT 0 NOT NULL,
	"next_check_at" timestamp (3) with time zone DEFAULT now() + interval '1 hour' NOT NULL,
	CONSTRAINT "disputes_stripe_dispute_id_unique" UNIQUE("stripe_dispute_id"),
	CONSTRAINT "disputes_amount_positive" CHECK ("disputes"."amount" > 0),
	CONSTRAINT "disputes_taken_within" CHECK ("disputes"."taken" between 0 and "disputes"."amount"),
	CONSTRAINT "disputes_taken_when_withdrawn" CHECK ("disputes"."taken" = 0 or "disputes"."withdrawn_at" is not null),
	CONSTRAINT "disputes_reinstated" CHECK ("disputes"."reinstated_at" is null or "disputes"."withdrawn_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "receivables" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"payment_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"currency" text NOT NULL,
	"refund_id" uuid,
	"dispute_id" uuid,
	"amount" bigint NOT NULL,
	"collected" bigint DEFAULT 0 NOT NULL,
	"written_off" bigint DEFAULT 0 NOT NULL,
	"released" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "receivables_refund_id_unique" UNIQUE("refund_id"),
	CONSTRAINT "receivables_dispute_id_unique" UNIQUE("dispute_id"),
	CONSTRAINT "receivables_one_cause" CHECK (num_nonnulls("receivables"."refund_id", "receivables"."dispute_id") = 1),
	CONSTRAINT "receivables_amount_positive" CHECK ("receivables"."amount" > 0),
	CONSTRAINT "receivables_parts_not_negative" CHECK ("receivables"."collected" >= 0 and "receivables"."written_off" >= 0 and "receivables"."released" >= 0),
	CONSTRAINT "receivables_parts_within" CHECK ("receivables"."collected" + "receivables"."written_off" + "receivables"."released" <= "receivables"."amount"),
	CONSTRAINT "receivables_closed" CHECK (("receivables"."closed_at" is null) = ("receivables"."collected" + "receivables"."written_off" + "receivables"."released" < "receivables"."amount"))
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"taken" bigint NOT NULL,
	"status" text NOT NULL,
	"origin" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"failure_code" text,
	"stripe_refund_id" text,
	"stripe_status" text,
	"actor" text NOT NULL,
	"idempotency_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"checks" integer DEFAULT 0 NOT NULL,
	"next_check_at" timestamp (3) with time zone DEFAULT now() + interval '15 seconds' NOT NULL,
	CONSTRAINT "refunds_stripe_refund_id_unique" UNIQUE("stripe_refund_id"),
	CONSTRAINT "refunds_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "refunds_status_known" CHECK ("refunds"."status" in ('pending', 'succeeded', 'failed', 'canceled')),
	CONSTRAINT "refunds_origin_known" CHECK ("refunds"."origin" in ('ours', 'stripe')),
	CONSTRAINT "refunds_amount_positive" CHECK ("refunds"."amount" > 0),
	CONSTRAINT "refunds_taken_within" CHECK ("refunds"."taken" between 0 and "refunds"."amount"),
	CONSTRAINT "refunds_ours_taken" CHECK ("refunds"."origin" <> 'ours' or "refunds"."taken" = "refunds"."amount"),
	CONSTRAINT "refunds_known_to_stripe" CHECK ("refunds"."stripe_refund_id" is not null or ("refunds"."origin" = 'ours' and "refunds"."status" <> 'succeeded')),
	CONSTRAINT "refunds_ended" CHECK (("refunds"."status" = 'pending') = ("refunds"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "flagged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_id_wallet_key" UNIQUE("id","wallet_id");--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_of_wallet" FOREIGN KEY ("payment_id","wallet_id") REFERENCES "public"."payments"("id","wallet_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receivables" ADD CONSTRAINT "receivables_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receivables" ADD CONSTRAINT "receivables_dispute_id_disputes_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."disputes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receivables" ADD CONSTRAINT "receivables_payment_of_wallet" FOREIGN KEY ("payment_id","wallet_id") REFERENCES "public"."payments"("id","wallet_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receivables" ADD CONSTRAINT "receivables_wallet_of_user" FOREIGN KEY ("wallet_id","user_id","currency") REFERENCES "public"."wallets"("id","user_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_of_wallet" FOREIGN KEY ("payment_id","wallet_id") REFERENCES "public"."payments"("id","wallet_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_by_payment" ON "disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "disputes_to_check" ON "disputes" USING btree ("next_check_at") WHERE "disputes"."status" not in ('won', 'lost', 'warning_closed', 'prevented')
            or ("disputes"."status" = 'won' and "disputes"."withdrawn_at" is not null and "disputes"."reinstated_at" is null);--> statement-breakpoint
CREATE INDEX "receivables_by_user" ON "receivables" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "receivables_by_payment" ON "receivables" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "receivables_open" ON "receivables" USING btree ("id") WHERE "receivables"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_by_payment" ON "refunds" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refunds_to_check" ON "refunds" USING btree ("next_check_at") WHERE "refunds"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "provider_calls_by_subject" ON "provider_calls" USING btree ("subject");--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_status" CHECK (case "payments"."status" when 'disputed' then true
            when 'refunded' then "payments"."refunded_amount" = "payments"."amount"
            when 'partially_refunded' then "payments"."refunded_amount" > 0 and "payments"."refunded_amount" < "payments"."amount"
            else "payments"."refunded_amount" = 0 end);