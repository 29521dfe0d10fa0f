ALTER TABLE "api_keys" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_prefix" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous_hash_unique" UNIQUE("previous_hash");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous_whole" CHECK (("api_keys"."previous_hash" is null) = ("api_keys"."previous_prefix" is null)
        and ("api_keys"."previous_hash" is null) = ("api_keys"."previous_expires_at" is null)
        and ("api_keys"."previous_hash" is not null or "api_keys"."previous_last_used_at" is null));--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_previous_another" CHECK ("api_keys"."previous_hash" <> "api_keys"."hash");