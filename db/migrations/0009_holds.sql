CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"wallet_id" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"captured_amount" bigint,
	"captured_seq" bigint,
	"reason" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"idempotency_key" text,
	"actor" text NOT NULL,
	CONSTRAINT "holds_user_idempotency_key" UNIQUE("user_id","idempotency_key"),
	CONSTRAINT "holds_amount_positive" CHECK ("holds"."amount" > 0),
	CONSTRAINT "holds_status_known" CHECK ("holds"."status" in ('open', 'captured', 'released', 'expired')),
	CONSTRAINT "holds_expiry_later" CHECK ("holds"."expires_at" > "holds"."created_at"),
	CONSTRAINT "holds_captured_within" CHECK ("holds"."captured_amount" between 1 and "holds"."amount"),
	CONSTRAINT "holds_captured" CHECK (num_nonnulls("holds"."captured_amount", "holds"."captured_seq") = case when "holds"."status" = 'captured' then 2 else 0 end),
	CONSTRAINT "holds_ended" CHECK (case "holds"."status" when 'open' then "holds"."ended_at" is null
               when 'expired' then "holds"."ended_at" is not null and "holds"."ended_at" = "holds"."expires_at"
               else "holds"."ended_at" is not null and "holds"."ended_at" >= "holds"."created_at" and "holds"."ended_at" < "holds"."expires_at" end)
);
--> statement-breakpoint
ALTER TABLE "wallets" DROP CONSTRAINT "wallets_carry_backed";--> statement-breakpoint
ALTER TABLE "wallets" ADD COLUMN "held" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_wallet_of_user" FOREIGN KEY ("wallet_id","user_id") REFERENCES "public"."wallets"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "holds_by_user" ON "holds" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "holds_by_user_and_status" ON "holds" USING btree ("user_id","status","id");--> statement-breakpoint
CREATE INDEX "holds_open" ON "holds" USING btree ("wallet_id","expires_at") WHERE "holds"."status" = 'open';--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_held_within" CHECK ("wallets"."held" between 0 and "wallets"."balance");--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_carry_backed" CHECK ("wallets"."balance" > "wallets"."held" or "wallets"."carry" = 0);