CREATE TABLE "price_notices" (
	"price_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"told_through" uuid,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_notices_price_id_kind_pk" PRIMARY KEY("price_id","kind")
);
--> statement-breakpoint
DROP INDEX "subscriptions_live_by_tariff";--> statement-breakpoint
ALTER TABLE "price_notices" ADD CONSTRAINT "price_notices_price_id_tariff_prices_id_fk" FOREIGN KEY ("price_id") REFERENCES "public"."tariff_prices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subscriptions_live_by_tariff" ON "subscriptions" USING btree ("tariff_id","id") WHERE "subscriptions"."status" <> 'canceled';