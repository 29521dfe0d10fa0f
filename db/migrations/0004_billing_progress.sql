ALTER TABLE "billing_ranges" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "billing_runs" ADD COLUMN "since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "billing_runs" ADD COLUMN "resumed_at" timestamp (3) with time zone;