ALTER TABLE "reach_count" SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE "reach_part" SET (fillfactor = 50);--> statement-breakpoint
CREATE SCHEMA "open_numbers";--> statement-breakpoint
COMMENT ON SCHEMA open_numbers IS 'What other programs may read: counts of closed months after suppression, and what staff typed in. No row of a person.';--> statement-breakpoint
CREATE VIEW open_numbers.month_total AS
SELECT month, measure, count, shown FROM public.open_count WHERE kind = 'total' AND measure <> 'people';--> statement-breakpoint
COMMENT ON VIEW open_numbers.month_total IS 'Counts of months that are closed, in all. A measure without a row has not been published yet: it waits for what accounts do up to 30 days later.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_total.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_total.measure IS 'started, reached, engaged, active_month, any_topic, contact: accounts; funnel_language, funnel_card, funnel_topic, funnel_quiz: accounts that started in the month and went on within 7 days; returned_7, returned_30: accounts first reached in the month that came back within 7 days, on days 8 to 30; exposures, shared, questions, unanswered: events';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_total.count IS 'How many; empty where it is not told';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_total.shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it';--> statement-breakpoint
CREATE VIEW open_numbers.month_by AS
SELECT month, measure, kind AS dimension, name AS value, count, shown FROM public.open_count WHERE kind IN ('language', 'origin', 'destination', 'source', 'sex', 'age', 'disability', 'status') AND measure <> 'people';--> statement-breakpoint
COMMENT ON VIEW open_numbers.month_by IS 'The same by one dimension. No two dimensions are combined, and measures that are a part of another are not here: both would let small groups be worked out. What has no row was 0.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.measure IS 'started, reached, engaged, any_topic, contact: accounts; exposures, shared, questions, unanswered: events';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.dimension IS 'language, origin, destination, source (the code of the link), sex, age, disability or status';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.value IS 'The value; empty where the account did not tell it';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.count IS 'How many; empty where it is not told';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.month_by.shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it';--> statement-breakpoint
CREATE VIEW open_numbers.entry_code AS
SELECT month, name AS code, max(count) FILTER (WHERE measure = 'started') AS started, coalesce(max(shown) FILTER (WHERE measure = 'started'), 'none') AS started_shown, max(count) FILTER (WHERE measure = 'reached') AS reached, coalesce(max(shown) FILTER (WHERE measure = 'reached'), 'none') AS reached_shown FROM public.open_count WHERE kind = 'source' AND measure IN ('started', 'reached') GROUP BY month, name;--> statement-breakpoint
COMMENT ON VIEW open_numbers.entry_code IS 'Accounts by the code of the link that they came by, in closed months.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.code IS 'The code; none: without one, other: one that is not registered';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.started IS 'Accounts that pressed Start for the first time';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.started_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.reached IS 'Accounts that were shown a card for the first time';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.entry_code.reached_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it';--> statement-breakpoint
CREATE VIEW open_numbers.topic AS
SELECT month, name AS topic, max(count) FILTER (WHERE measure = 'topic_begun') AS begun, coalesce(max(shown) FILTER (WHERE measure = 'topic_begun'), 'none') AS begun_shown, max(count) FILTER (WHERE measure = 'topic_completed') AS completed, coalesce(max(shown) FILTER (WHERE measure = 'topic_completed'), 'none') AS completed_shown FROM public.open_count WHERE kind = 'topic' GROUP BY month, name;--> statement-breakpoint
COMMENT ON VIEW open_numbers.topic IS 'Topics in closed months.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.topic IS 'Its id in the script';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.begun IS 'Accounts that were shown a card of it; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.begun_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.completed IS 'Accounts that read it to an end within 7 days; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.topic.completed_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
CREATE VIEW open_numbers.card AS
SELECT month, name AS card, max(count) FILTER (WHERE measure = 'card_exposures') AS exposures, coalesce(max(shown) FILTER (WHERE measure = 'card_exposures'), 'none') AS exposures_shown, max(count) FILTER (WHERE measure = 'helpful_yes') AS helpful_yes, coalesce(max(shown) FILTER (WHERE measure = 'helpful_yes'), 'none') AS helpful_yes_shown, max(count) FILTER (WHERE measure = 'helpful_no') AS helpful_no, coalesce(max(shown) FILTER (WHERE measure = 'helpful_no'), 'none') AS helpful_no_shown FROM public.open_count WHERE kind = 'card' GROUP BY month, name;--> statement-breakpoint
COMMENT ON VIEW open_numbers.card IS 'Cards in closed months.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.card IS 'Its id in the script';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.exposures IS 'How often it was shown; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.exposures_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.helpful_yes IS 'Accounts that found it helpful; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.helpful_yes_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.helpful_no IS 'Accounts that did not; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.card.helpful_no_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
CREATE VIEW open_numbers.contact AS
SELECT month, name AS contact, max(count) FILTER (WHERE measure = 'contact_opened') AS opened, coalesce(max(shown) FILTER (WHERE measure = 'contact_opened'), 'none') AS opened_shown FROM public.open_count WHERE kind = 'contact' GROUP BY month, name;--> statement-breakpoint
COMMENT ON VIEW open_numbers.contact IS 'Contacts in closed months.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.contact.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.contact.contact IS 'Its id in the script';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.contact.opened IS 'Accounts that opened it; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.contact.opened_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
CREATE VIEW open_numbers.quiz AS
SELECT month, name AS quiz, max(count) FILTER (WHERE measure = 'quiz_finished') AS finished, coalesce(max(shown) FILTER (WHERE measure = 'quiz_finished'), 'none') AS finished_shown FROM public.open_count WHERE kind = 'quiz' GROUP BY month, name;--> statement-breakpoint
COMMENT ON VIEW open_numbers.quiz IS 'Quizzes in closed months.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.quiz.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.quiz.quiz IS 'Its id in the script';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.quiz.finished IS 'Accounts that answered its last question; empty where it is not told or 0';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.quiz.finished_shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it; none: 0, or not published yet';--> statement-breakpoint
CREATE VIEW open_numbers.activity AS
SELECT date_trunc('month', day)::date AS month, kind, district, count(*)::integer AS activities, bool_or(synthetic) AS synthetic FROM public.activity WHERE removed_at IS NULL GROUP BY 1, 2, 3;--> statement-breakpoint
COMMENT ON VIEW open_numbers.activity IS 'Activities of staff beside the bot, by month, kind and district. They are never added to accounts.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity.kind IS 'field-event, shg-session, radio, posters, partner, training or other';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity.district IS 'District as staff typed it';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity.activities IS 'How many activities there were';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity.synthetic IS 'Whether some of them were made up by a program';--> statement-breakpoint
CREATE VIEW open_numbers.activity_people AS
SELECT month, kind AS breakdown, name AS value, count, shown FROM public.open_count WHERE measure = 'people';--> statement-breakpoint
COMMENT ON VIEW open_numbers.activity_people IS 'People at activities in closed months, by one breakdown at a time. Staff may correct a month, which changes it.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity_people.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity_people.breakdown IS 'total, sex, age, disability, activity (its kind) or district';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity_people.value IS 'The value; empty for the total and where it was not recorded';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity_people.count IS 'How many people; empty where it is not told';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.activity_people.shown IS 'exact: count says it; few: 1 to 9; hidden: not told, because a small number could be worked out with it';--> statement-breakpoint
CREATE VIEW open_numbers.spend AS
SELECT date_trunc('month', day)::date AS month, output, sum(amount) AS amount, bool_or(synthetic) AS synthetic FROM public.spend WHERE removed_at IS NULL GROUP BY 1, 2;--> statement-breakpoint
COMMENT ON VIEW open_numbers.spend IS 'Money spent, by month and output of the logframe, in the campaign''s currency.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.spend.month IS 'First day of the month, in the campaign''s time zone';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.spend.output IS 'Output of the logframe; empty: the campaign as a whole';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.spend.amount IS 'Sum';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.spend.synthetic IS 'Whether some of it was made up by a program';--> statement-breakpoint
CREATE VIEW open_numbers.logframe AS
SELECT indicator, kind, day, value, synthetic FROM public.logframe_number WHERE removed_at IS NULL;--> statement-breakpoint
COMMENT ON VIEW open_numbers.logframe IS 'Numbers of the logframe that staff typed in.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.logframe.indicator IS 'Id of the indicator';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.logframe.kind IS 'baseline, milestone, target or actual';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.logframe.day IS 'Last day of what it is for';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.logframe.value IS 'The number';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.logframe.synthetic IS 'Made up by a program';--> statement-breakpoint
CREATE VIEW open_numbers.annotation AS
SELECT day, until, kind, text FROM public.annotation WHERE removed_at IS NULL;--> statement-breakpoint
COMMENT ON VIEW open_numbers.annotation IS 'Notes to days of the charts.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.annotation.day IS 'First day';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.annotation.until IS 'Last day; empty: one day';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.annotation.kind IS 'staff, or outage: noted by the system';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.annotation.text IS 'The note';--> statement-breakpoint
CREATE VIEW open_numbers.state AS
SELECT counted_at, frozen_as_of, EXISTS (SELECT FROM public.setting WHERE name = 'synthetic') AS synthetic FROM public.reach_state WHERE id = 1;--> statement-breakpoint
COMMENT ON VIEW open_numbers.state IS 'How far the numbers are. One row.';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.state.counted_at IS 'When events were last counted';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.state.frozen_as_of IS 'The day as of which months were last closed';--> statement-breakpoint
COMMENT ON COLUMN open_numbers.state.synthetic IS 'Numbers hold accounts that were made up by a program';
