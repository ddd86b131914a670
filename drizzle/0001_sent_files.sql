CREATE TABLE "sent_file" (
	"key" text PRIMARY KEY NOT NULL,
	"file_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
