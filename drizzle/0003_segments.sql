INSERT INTO "segment" ("key", "language") SELECT DISTINCT "language" || '|||||||', "language" FROM "event" WHERE "language" IS NOT NULL;--> statement-breakpoint
INSERT INTO "segment" ("key") VALUES ('|||||||');--> statement-breakpoint
UPDATE "segment" SET "coarse" = "id";--> statement-breakpoint
UPDATE "event" SET "segment" = s."id" FROM "segment" s WHERE s."key" = coalesce("event"."language", '') || '|||||||';--> statement-breakpoint
INSERT INTO "reach_state" ("id", "mark") VALUES (1, 0);--> statement-breakpoint
ALTER TABLE "event" DROP COLUMN "language";--> statement-breakpoint
INSERT INTO "setting" ("name", "value") SELECT 'synthetic', 'true' WHERE EXISTS (SELECT FROM "account" WHERE "synthetic") ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'The audit log is append only: % is refused', TG_OP;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
