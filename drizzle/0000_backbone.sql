CREATE TABLE "account" (
	"id" bigint PRIMARY KEY NOT NULL,
	"lookup" "bytea" NOT NULL,
	"chat" "bytea" NOT NULL,
	"version" integer NOT NULL,
	"state" jsonb NOT NULL,
	"language" text,
	"counting" text NOT NULL,
	"stopped" boolean DEFAULT false NOT NULL,
	"reachable" text DEFAULT 'yes' NOT NULL,
	"source" text,
	"secrets" "bytea",
	"secrets_until" timestamp with time zone,
	"staff" boolean DEFAULT false NOT NULL,
	"synthetic" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"turn_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_lookup_unique" UNIQUE("lookup")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"at" timestamp with time zone NOT NULL,
	"account" bigint,
	"item" integer,
	"value" integer,
	"kind" smallint NOT NULL,
	"language" text
);
--> statement-breakpoint
CREATE TABLE "failed_update" (
	"id" bigint PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"error" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "item_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "item_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "request" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "request_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"account" bigint NOT NULL,
	"kind" text NOT NULL,
	"card" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "seen_update" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"cards" jsonb,
	"delivered" boolean
);
--> statement-breakpoint
CREATE TABLE "sent_message" (
	"account" bigint NOT NULL,
	"id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "sent_message_account_id_pk" PRIMARY KEY("account","id")
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uncounted_day" (
	"day" date NOT NULL,
	"kind" smallint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "uncounted_day_day_kind_pk" PRIMARY KEY("day","kind")
);
--> statement-breakpoint
CREATE INDEX "event_account" ON "event" USING btree ("account");--> statement-breakpoint
CREATE INDEX "event_at" ON "event" USING brin ("at");--> statement-breakpoint
CREATE INDEX "request_account" ON "request" USING btree ("account");