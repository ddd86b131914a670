CREATE TABLE "open_count" (
	"month" date NOT NULL,
	"measure" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"count" integer,
	"shown" text NOT NULL,
	CONSTRAINT "open_count_month_measure_kind_name_pk" PRIMARY KEY("month","measure","kind","name")
);
