/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Calendars, read back with libical; and the JSON forms, read back with jansson.
 */
#include "support/test.h"

#include <jansson.h>
#include <libical/ical.h>

#include "base/file.h"
#include "read/package/load.h"
#include "text/text.h"
#include "write/ics/ics.h"
#include "write/json/findings.h"
#include "write/json/record.h"

#define EPOCH 1644796800 /* 2022-02-14 */
#define LINE_MAX_OCTETS 75

static struct dais_record *
load(struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	struct dais_record *r = NULL;

	dais_diags_init(&diags, a);
	if (!dais_package_load(a, EXAMPLES "/untoc-2022", &r, &diags, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(diags.errors, 0);
	return r;
}

static struct dais_str
calendar(struct dais_arena *a, const struct dais_record *r, enum dais_lang l)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;

	dais_buf_init(&out, DAIS_BUF_MAX);
	if (!dais_ics_write(r, l, EPOCH, &out, &err))
		fail_msg("%s", err.msg);
	return dais_buf_dup(&out, a);
}

static void
test_lines(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = load(a);

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str rest = calendar(a, r, (enum dais_lang)l);
		size_t at = 0;

		assert_true(dais_str_is_text(rest, NULL));
		while (at < rest.n) {
			size_t end = dais_str_find(rest, DAIS_STR("\r\n"), at);

			assert_true(end != SIZE_MAX && end - at <= LINE_MAX_OCTETS);
			/* Cut between characters: every piece is text by itself. */
			assert_true(dais_str_is_text(dais_str_sub(rest, at, end), NULL));
			at = end + 2;
		}
	}
}

static void
test_events(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r = load(a);

	(void)state;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		icalcomponent *c =
		    icalparser_parse_string(dais_arena_cstr(a, calendar(a, r, (enum dais_lang)l)));
		size_t n = 0;

		assert_non_null(c);
		assert_int_equal(icalcomponent_count_errors(c), 0);
		assert_true(icalrestriction_check(c));
		assert_int_equal(icalcomponent_count_errors(c), 0);
		assert_int_equal(icalcomponent_get_method(c), ICAL_METHOD_PUBLISH);
		for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
		    e; e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT), n++) {
			const struct dais_sitting *s = &r->sittings.v[n];
			struct icaltimetype t = icalcomponent_get_dtstart(e);
			int offset = 0;
			int64_t want;

			assert_int_equal(icalcomponent_get_status(e), ICAL_STATUS_TENTATIVE);
			assert_int_equal(t.hour * 60 + t.minute, s->start.minute);
			/* The instant by the VTIMEZONE in the file is that of the zone data. */
			assert_true(
			    dais_text_zone_offset(DAIS_STR("Europe/Vienna"), s->start, &offset));
			want = dais_date_to_days(s->start.date) * 86400 +
			       (int64_t)(s->start.minute - offset) * 60;
			assert_int_equal(icaltime_as_timet_with_zone(t, t.zone), want);
		}
		assert_int_equal(n, r->sittings.n);
		icalcomponent_free(c);
	}
}

/* Sittings on both sides of the change of clocks, in several zones. */
static void
test_clock_change(void **state)
{
	static const struct {
		const char *zone, *start;
		int utc_hour;
	} cases[] = {
		{ "Europe/Vienna", "2022-03-25T10:00", 9 },
		{ "Europe/Vienna", "2022-03-28T10:00", 8 },
		{ "Europe/Vienna", "2022-10-28T10:00", 8 },
		{ "Europe/Vienna", "2022-10-31T10:00", 9 },
		{ "America/New_York", "2022-03-11T10:00", 15 },
		{ "America/New_York", "2022-03-14T10:00", 14 },
		{ "America/New_York", "2022-11-07T10:00", 15 },
		{ "Africa/Nairobi", "2022-07-01T10:00", 7 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *r = load(a);
		struct dais_sitting *s = &r->sittings.v[0];
		icalcomponent *c, *e;
		struct icaltimetype t;
		int64_t instant;

		for (size_t m = 0; m < r->meetings.n; m++)
			r->meetings.v[m].zone = dais_str_from(cases[i].zone);
		r->sittings.n = 1;
		assert_true(dais_local_parse(dais_str_from(cases[i].start), &s->start));
		s->end = s->start;
		s->end.minute += 180;
		c = icalparser_parse_string(dais_arena_cstr(a, calendar(a, r, DAIS_LANG_EN)));
		assert_non_null(c);
		e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
		t = icalcomponent_get_dtstart(e);
		instant = icaltime_as_timet_with_zone(t, t.zone);
		assert_int_equal(instant % 86400 / 3600, cases[i].utc_hour);
		icalcomponent_free(c);
	}
}

/* All UIDs of a calendar, joined. */
static struct dais_str
uids(struct dais_arena *a, struct dais_str text)
{
	icalcomponent *c = icalparser_parse_string(dais_arena_cstr(a, text));
	struct dais_str ret = DAIS_STR_NONE;

	for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
	    e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
		struct dais_str uid = dais_str_from(icalcomponent_get_uid(e));

		assert_true(dais_str_find(ret, uid, 0) == SIZE_MAX);
		ret = dais_arena_printf(a, "%.*s%.*s\n", DAIS_STR_ARG(ret), DAIS_STR_ARG(uid));
	}
	icalcomponent_free(c);
	return ret;
}

static void
test_stable(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = load(a);
	struct dais_str fr = calendar(a, r, DAIS_LANG_FR);

	(void)state;
	assert_true(dais_str_eq(fr, calendar(a, r, DAIS_LANG_FR)));
	assert_true(dais_str_eq(uids(a, fr), uids(a, calendar(a, r, DAIS_LANG_ZH))));
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_ics_write_version(r, DAIS_LANG_FR, EPOCH + 86400,
	    &(struct dais_ics_options){ .sequence = 3, .confirmed = true }, &out, &err));
	assert_true(dais_str_eq(uids(a, fr), uids(a, dais_buf_str(&out))));
	assert_true(dais_str_find(dais_buf_str(&out), DAIS_STR("SEQUENCE:3\r\n"), 0) != SIZE_MAX);
	assert_true(dais_str_find(dais_buf_str(&out), DAIS_STR("STATUS:CONFIRMED"), 0) != SIZE_MAX);
}

static void
test_refused(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = load(a);

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t m = 0; m < r->meetings.n; m++)
		r->meetings.v[m].zone = DAIS_STR("Europe/Nowhere");
	assert_false(dais_ics_write(r, DAIS_LANG_EN, EPOCH, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	r->sittings.n = 0;
	err.code = DAIS_ERR_NONE;
	assert_false(dais_ics_write(r, DAIS_LANG_EN, EPOCH, &out, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

static void
test_record_json(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = load(a);
	json_t *doc;

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_json_record_write(r, &out, &err));
	doc = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(doc);
	assert_int_equal(json_array_size(json_object_get(doc, "sittings")), r->sittings.n);
	assert_int_equal(json_array_size(json_object_get(doc, "items")), r->items.n);
	assert_int_equal(
	    json_array_size(json_object_get(json_object_get(doc, "computed"), "timetable")),
	    r->sittings.n);
	json_decref(doc);
}

static void
test_findings(void **state)
{
	static const struct dais_json_rule rules[] = {
		{ "R-AGENDA-01", DAIS_SEVERITY_ERROR, "Items are numbered in order", "Renumber" },
		{ "R-DATE-02", DAIS_SEVERITY_WARNING, "Weekdays agree with dates", NULL },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_diags diags;
	struct dais_place place = { DAIS_STR("my agenda.pdf"), 2, 63, 9, DAIS_STR("«4.»") };
	struct dais_diag *g;
	json_t *doc, *v;

	(void)state;
	dais_diags_init(&diags, a);
	g = dais_diags_add(&diags, "R-DATE-02", DAIS_SEVERITY_WARNING, &place, "\"wrong\" day");
	dais_diag_set_hint(&diags, g, "write Monday");
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_findings_write(&diags, NULL, 0, &out);
	doc = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(doc);
	v = json_array_get(json_object_get(doc, "findings"), 0);
	assert_string_equal(json_string_value(json_object_get(v, "rule")), "R-DATE-02");
	assert_string_equal(json_string_value(json_object_get(v, "severity")), "warning");
	v = json_array_get(json_object_get(v, "places"), 0);
	assert_int_equal(json_integer_value(json_object_get(v, "line")), 63);
	json_decref(doc);
	dais_buf_clear(&out);
	dais_sarif_write(&diags, rules, 2, NULL, 0, &out);
	doc = json_loadb(out.p, out.n, JSON_REJECT_DUPLICATES, NULL);
	assert_non_null(doc);
	v = json_array_get(json_object_get(doc, "runs"), 0);
	v = json_array_get(json_object_get(v, "results"), 0);
	assert_int_equal(json_integer_value(json_object_get(v, "ruleIndex")), 1);
	assert_true(dais_str_find(dais_buf_str(&out), DAIS_STR("my%20agenda.pdf"), 0) != SIZE_MAX);
	json_decref(doc);
}

/* A sitting that has moved is cancelled where it was; one whose bodies are named in another order
 * is the same sitting. */
static void
test_replaced(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = load(a);
	struct dais_record before = *r;
	struct dais_ics_options options = { .confirmed = true, .before = &before };
	size_t cancelled = 0, confirmed = 0, body;
	icalcomponent *c;

	(void)state;
	before.sittings = (dais_sitting_vec){ NULL, 0, 0 };
	for (size_t i = 0; i < r->sittings.n; i++)
		dais_vec_push(a, &before.sittings, r->sittings.v[i]);
	before.sittings.v[1].start.date.day = before.sittings.v[1].end.date.day = 24;
	before.sittings.v[1].start.minute = 8 * 60;
	body = r->sittings.v[0].bodies.v[0];
	r->sittings.v[0].bodies.v[0] = r->sittings.v[0].bodies.v[1];
	r->sittings.v[0].bodies.v[1] = body;
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_ics_write_version(r, DAIS_LANG_EN, EPOCH, &options, &out, &err));
	c = icalparser_parse_string(dais_arena_cstr(a, dais_buf_str(&out)));
	assert_non_null(c);
	for (icalcomponent *e = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT); e;
	    e = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT)) {
		cancelled += icalcomponent_get_status(e) == ICAL_STATUS_CANCELLED;
		confirmed += icalcomponent_get_status(e) == ICAL_STATUS_CONFIRMED;
		assert_int_equal(icalcomponent_get_sequence(e), 1);
	}
	assert_int_equal(confirmed, r->sittings.n);
	assert_int_equal(cancelled, 1);
	icalcomponent_free(c);
}

/* A body and the items of the version before need not be those of this one: its sittings are told
 * by its own record, in its own zone. */
static void
test_replaced_body(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *before = load(a), *r = load(a);
	struct dais_ics_options options = { .confirmed = true, .before = before };
	size_t last = before->bodies.n, meeting = before->meetings.n;
	struct dais_sitting *gone;

	(void)state;
	*dais_vec_add(a, &before->bodies) = (struct dais_body){ .id = DAIS_STR("closed"),
		.name = { .in = { [DAIS_LANG_EN] = DAIS_STR("The closed body") } } };
	*dais_vec_add(a, &before->meetings) = before->meetings.v[0];
	before->meetings.v[meeting].id = DAIS_STR("closed@1");
	before->meetings.v[meeting].body = last;
	before->meetings.v[meeting].zone = DAIS_STR("America/New_York");
	dais_vec_push(a, &before->together, meeting);
	gone = dais_vec_add(a, &before->sittings);
	*gone = (struct dais_sitting){ .start = before->sittings.v[0].start,
		.end = before->sittings.v[0].end };
	dais_vec_push(a, &gone->bodies, last);
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_ics_write_version(r, DAIS_LANG_EN, EPOCH, &options, &out, &err));
	assert_int_not_equal(
	    dais_str_find(dais_buf_str(&out), DAIS_STR("The closed body"), 0), SIZE_MAX);
	assert_int_not_equal(
	    dais_str_find(dais_buf_str(&out), DAIS_STR("TZID:America/New_York"), 0), SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_replaced_body),
		cmocka_unit_test(test_clock_change),
		cmocka_unit_test(test_stable),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_record_json),
		cmocka_unit_test(test_findings),
	};

	return cmocka_run_group_tests_name("ics", tests, NULL, NULL);
}
