CREATE TABLE "card_topic" (
	"card" integer PRIMARY KEY NOT NULL,
	"topic" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "departed" (
	"account" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_removed" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_removed_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"item" integer,
	"value" integer,
	"kind" smallint NOT NULL,
	"segment" integer,
	"tx" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reach_count" (
	"span" text NOT NULL,
	"start" date NOT NULL,
	"measure" smallint NOT NULL,
	"item" integer NOT NULL,
	"segment" integer NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "reach_count_span_start_measure_item_segment_pk" PRIMARY KEY("span","start","measure","item","segment")
);
--> statement-breakpoint
CREATE TABLE "reach_counted" (
	"account" bigint NOT NULL,
	"measure" smallint NOT NULL,
	"item" integer NOT NULL,
	"day" date NOT NULL,
	"segment" integer NOT NULL,
	CONSTRAINT "reach_counted_account_measure_item_day_pk" PRIMARY KEY("account","measure","item","day")
);
--> statement-breakpoint
CREATE TABLE "reach_late" (
	"month" date PRIMARY KEY NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reach_part" (
	"span" text NOT NULL,
	"start" date NOT NULL,
	"measure" smallint NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "reach_part_span_start_measure_dimension_value_pk" PRIMARY KEY("span","start","measure","dimension","value")
);
--> statement-breakpoint
CREATE TABLE "reach_state" (
	"id" smallint PRIMARY KEY NOT NULL,
	"mark" bigint NOT NULL,
	"frozen_as_of" date,
	"counted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reachable_day" (
	"day" date NOT NULL,
	"language" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "reachable_day_day_language_pk" PRIMARY KEY("day","language")
);
--> statement-breakpoint
CREATE TABLE "segment" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "segment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"coarse" integer,
	"language" text,
	"origin" text,
	"destination" text,
	"source" text,
	"sex" text,
	"age" text,
	"disability" text,
	"status" text,
	CONSTRAINT "segment_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "activity_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"district" text NOT NULL,
	"kind" text NOT NULL,
	"partner" text NOT NULL,
	"people" jsonb NOT NULL,
	"entry_code" text,
	"remark" text NOT NULL,
	"evidence_link" text,
	"evidence_name" text,
	"evidence_file" "bytea",
	"import_key" text,
	"staff" integer,
	"synthetic" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "activity_import_key_unique" UNIQUE("import_key")
);
--> statement-breakpoint
CREATE TABLE "annotation" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "annotation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"until" date,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"staff" integer,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"staff" integer,
	"action" text NOT NULL,
	"what" jsonb NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hidden" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"reason" text NOT NULL,
	"staff" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hidden_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "logframe_number" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "logframe_number_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"indicator" text NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"value" numeric(14, 2) NOT NULL,
	"evidence" text NOT NULL,
	"staff" integer,
	"synthetic" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "monthly_report" (
	"month" date NOT NULL,
	"revision" integer NOT NULL,
	"body" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"staff" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "monthly_report_month_revision_pk" PRIMARY KEY("month","revision")
);
--> statement-breakpoint
CREATE TABLE "share_link" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "share_link_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" "bytea" NOT NULL,
	"label" text NOT NULL,
	"locked" jsonb NOT NULL,
	"staff" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"opened" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "share_link_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"code" smallint NOT NULL,
	"browser" text NOT NULL,
	"staff" integer,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"approved_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "spend" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "spend_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"output" text,
	"amount" numeric(14, 2) NOT NULL,
	"what" text NOT NULL,
	"evidence" text NOT NULL,
	"staff" integer,
	"synthetic" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_account" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_account_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"role" text NOT NULL,
	"lookup" "bytea",
	"chat" "bytea",
	"totp" "bytea",
	"totp_step" bigint,
	"tongue" text DEFAULT 'en' NOT NULL,
	"digest" boolean DEFAULT false NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "staff_account_lookup_unique" UNIQUE("lookup")
);
--> statement-breakpoint
CREATE TABLE "staff_invite" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"staff" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_session" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "staff_session_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" "bytea" NOT NULL,
	"staff" integer NOT NULL,
	"csrf" text NOT NULL,
	"browser" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "staff_session_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"name" text NOT NULL,
	"began" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "throttle_name_began_pk" PRIMARY KEY("name","began")
);
--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "segment" integer;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "tx" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL;--> statement-breakpoint
CREATE INDEX "card_topic_topic" ON "card_topic" USING btree ("topic");--> statement-breakpoint
CREATE INDEX "reach_count_total" ON "reach_count" USING btree ("span","measure","start","item") WHERE "reach_count"."segment" = 0;--> statement-breakpoint
CREATE INDEX "activity_day" ON "activity" USING btree ("day");--> statement-breakpoint
CREATE INDEX "annotation_day" ON "annotation" USING btree ("day");--> statement-breakpoint
CREATE INDEX "logframe_number_indicator" ON "logframe_number" USING btree ("indicator");--> statement-breakpoint
CREATE INDEX "staff_session_staff" ON "staff_session" USING btree ("staff");--> statement-breakpoint
CREATE INDEX "account_reachable" ON "account" USING btree ("language") WHERE reachable = 'yes' and not stopped and not staff;--> statement-breakpoint
CREATE INDEX "event_tx" ON "event" USING brin ("tx") WITH (pages_per_range=32,autosummarize=true);