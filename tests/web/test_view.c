/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Views of records made for the purpose: agendas of several bodies in one table, what documents are
 * to each other, feeds that parsers accept.
 */
#include "support/test.h"

#include <libical/ical.h>
#include <libxml/parser.h>

#include "read/package/load.h"
#include "web/feeds/feed.h"
#include "web/portal/view.h"
#include "write/ics/meetings.h"

#define BODIES 3u
#define ITEMS 12u

static uint64_t seed = 20261126;

static unsigned
drawn(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static struct dais_record *
read_package(struct dais_arena *a, struct dais_str yaml)
{
	static const struct dais_str none[DAIS_LANG_COUNT];
	struct dais_diags diags;
	struct dais_record *r;

	dais_diags_init(&diags, a);
	r = dais_package_read(a, yaml, none, DAIS_STR_NONE, &diags);
	if (diags.errors)
		fail_msg("%.*s", DAIS_STR_ARG(yaml));
	return r;
}

static const char head[] =
    "dais: 1\nlanguages: [en]\nprofile: neutral\nproduces: agenda\nbodies:\n"
    "  a: {name: {en: A}, symbol: X/WG.1}\n  b: {name: {en: B}, symbol: X/WG.2}\n"
    "  c: {name: {en: C}, symbol: X/WG.3}\nmeetings:\n"
    "  a@1: {opens: 2026-03-02T10:00, closes: 2026-03-06}\n"
    "  b@1: {opens: 2026-03-02T10:00, closes: 2026-03-06}\n"
    "  c@1: {opens: 2026-03-02T10:00, closes: 2026-03-06}\n"
    "together: [a@1, b@1, c@1]\n";

/* Three agendas drawn by lot from twelve items, each in the order of @order. */
static struct dais_record *
drawn_agendas(struct dais_arena *a, const unsigned order[BODIES][ITEMS])
{
	DAIS_BUF_AUTO yaml = { 0 };
	bool used[ITEMS] = { false };

	dais_buf_init(&yaml, 1 << 20);
	dais_buf_puts(&yaml, head);
	dais_buf_puts(&yaml, "agendas:\n");
	for (unsigned b = 0; b < BODIES; b++) {
		bool first = true;

		dais_buf_printf(&yaml, "  %c: [", (char)('a' + b));
		for (unsigned i = 0; i < ITEMS; i++) {
			/* One item at least, so that the agenda is one. */
			if (drawn(2) && !(i + 1 == ITEMS && first))
				continue;
			dais_buf_printf(&yaml, "%si%u", first ? "" : ", ", order[b][i]);
			used[order[b][i]] = true;
			first = false;
		}
		dais_buf_puts(&yaml, "]\n");
	}
	dais_buf_puts(&yaml, "items:\n");
	for (unsigned i = 0; i < ITEMS; i++)
		if (used[i])
			dais_buf_printf(
			    &yaml, "  i%u: {kind: substantive, title: {en: Item %u}}\n", i, i);
	dais_buf_puts(&yaml, "documents:\n  agenda: {symbols: [X/WG.1/2026/1], kind: agenda, "
			     "title: {en: Agenda}}\n");
	return read_package(a, dais_buf_dup(&yaml, a));
}

static const struct dais_view_package *
view_of(struct dais_arena *a, const struct dais_record *r)
{
	const struct dais_view_source source = { .package = DAIS_STR("p"), .release = 1 };

	return dais_view_package_new(r, &source, DAIS_LANG_EN, a);
}

/* Each item once, numbered as the record numbers it. Returns whether every agenda stands in its
 * own order. */
static bool
check_items(struct dais_arena *a, const struct dais_record *r, const struct dais_view_package *v)
{
	bool *seen = DAIS_NEW_N(a, r->items.n, bool);
	unsigned last[BODIES] = { 0 };
	size_t listed = 0;
	bool in_order = true;

	for (size_t i = 0; i < v->items.n; i++) {
		const struct dais_view_item *item = &v->items.v[i];
		unsigned bodies = 0;

		assert_false(seen[item->index]);
		seen[item->index] = true;
		for (size_t c = 0; c < BODIES; c++) {
			size_t body = r->meetings.v[r->together.v[c]].body;
			struct dais_number n = dais_record_number(r, item->index, body);

			assert_int_equal(n.found, item->numbers[c].n > 0);
			if (!n.found)
				continue;
			bodies++;
			assert_str(item->numbers[c],
			    dais_arena_cstr(a, dais_arena_printf(a, "%u", n.number)));
			in_order = in_order && n.number > last[c];
			last[c] = n.number;
		}
		assert_int_equal(item->is_common, bodies > 1);
	}
	for (size_t b = 0; b < r->agendas.n; b++)
		for (size_t i = 0; i < r->agendas.v[b].items.n; i++)
			assert_true(seen[r->agendas.v[b].items.v[i]]);
	for (size_t i = 0; i < r->items.n; i++)
		listed += seen[i];
	assert_int_equal(listed, v->items.n);
	return in_order;
}

static void
test_agendas_in_one_table(void **state)
{
	(void)state;
	for (int round = 0; round < 300; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		unsigned order[BODIES][ITEMS];
		bool contrary = round % 2;
		const struct dais_record *r;
		bool in_order;

		for (unsigned b = 0; b < BODIES; b++)
			for (unsigned i = 0; i < ITEMS; i++)
				order[b][i] = contrary && b == 1 ? ITEMS - 1 - i : i;
		r = drawn_agendas(a, order);
		in_order = check_items(a, r, view_of(a, r));
		/* Agendas that do not contradict each other all keep their order. */
		if (!contrary)
			assert_true(in_order);
	}
}

static void
test_what_documents_are_to_each_other(void **state)
{
	static const struct {
		const char *id, *of;
		enum dais_view_relation relation;
	} cases[] = {
		{ "paper", "corr", DAIS_VIEW_CORRECTED_BY },
		{ "paper", "add", DAIS_VIEW_ADDED_TO_BY },
		{ "paper", "rev", DAIS_VIEW_REVISED_BY },
		{ "corr", "paper", DAIS_VIEW_CORRECTS },
		{ "add", "paper", DAIS_VIEW_ADDS_TO },
		{ "rev", "paper", DAIS_VIEW_REVISES },
		{ "add", "addcorr", DAIS_VIEW_CORRECTED_BY },
		{ "addcorr", "add", DAIS_VIEW_CORRECTS },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *rest =
	    "agendas:\n  a: [i]\n  b: [i]\n  c: [i]\n"
	    "items:\n  i: {kind: substantive, title: {en: Item}, documents: [paper]}\n"
	    "documents:\n"
	    "  agenda: {symbols: [X/WG.1/2026/1], kind: agenda, title: {en: Agenda}}\n"
	    "  paper: {symbols: [X/WG.1/2026/2], kind: note, title: {en: Paper}}\n"
	    "  other: {symbols: [X/WG.1/2026/20], kind: note, title: {en: Other}}\n"
	    "  corr: {symbols: [X/WG.1/2026/2/Corr.1], kind: note, title: {en: C}}\n"
	    "  add: {symbols: [X/WG.1/2026/2/Add.1], kind: note, title: {en: D}}\n"
	    "  addcorr: {symbols: [X/WG.1/2026/2/Add.1/Corr.1], kind: note, title: {en: E}}\n"
	    "  rev: {symbols: [X/WG.1/2026/2/Rev.1], kind: note, title: {en: F}}\n";
	const struct dais_record *r =
	    read_package(a, dais_arena_concat(a, dais_str_from(head), dais_str_from(rest)));
	const struct dais_view_package *v = view_of(a, r);
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t from = dais_map_get(&r->document_ids, dais_str_from(cases[i].id));
		size_t to = dais_map_get(&r->document_ids, dais_str_from(cases[i].of));
		size_t at = dais_view_document_find(v, r->documents.v[from].symbols.v[0].text);
		const struct dais_view_document_page *page =
		    dais_view_document_new(r, v, at, NULL, a);
		bool there = false;

		for (size_t k = 0; k < page->relatives.n; k++)
			there = there || (dais_str_eq(page->relatives.v[k].symbol,
					      r->documents.v[to].symbols.v[0].text) &&
					     page->relatives.v[k].relation == cases[i].relation);
		if (!there)
			fail_msg("%s to %s", cases[i].id, cases[i].of);
	}
	for (size_t d = 0; d < v->documents.n; d++)
		found += dais_view_document_new(r, v, d, NULL, a)->relatives.n;
	assert_int_equal(found, sizeof(cases) / sizeof(cases[0]));
	assert_true(dais_view_document_find(v, DAIS_STR("x/wg.1/2026/2*")) != DAIS_NONE);
	assert_true(dais_view_document_find(v, DAIS_STR("X/WG.1/2026/")) == DAIS_NONE);
}

/* Words that would break a feed glued from strings. */
#define HOSTILE "<b>]]>&amp; \"q\" 'a'\r\n; BEGIN:VEVENT, \xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A"

static void
test_atom_is_well_formed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_site site = { .address = "https://meetings.example.org:8443", .name = HOSTILE };
	struct dais_view_release release = { .number = 2, .note = DAIS_STR(HOSTILE) };
	dais_feed_entry_vec entries = { 0 };
	struct dais_feed f = { .site = &site,
		.language = DAIS_LANG_AR,
		.arena = a,
		.title = DAIS_STR(HOSTILE),
		.self = DAIS_STR("/ar/news.atom?body=a&b"),
		.page = DAIS_STR("/ar"),
		.id = DAIS_STR("news/"),
		.entries = &entries };
	xmlDoc *doc;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_vec_push(a, &release.news, DAIS_STR(HOSTILE));
	dais_vec_push(a, &entries,
	    ((struct dais_feed_entry){
		DAIS_STR("p"), DAIS_STR(HOSTILE), &release, DAIS_STR("X/WG.1") }));
	dais_feed_write(&f, &out);
	doc = xmlReadMemory(out.p, (int)out.n, "feed", NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	xmlFreeDoc(doc);
	if (dais_str_find(dais_buf_str(&out),
		DAIS_STR("<id>tag:meetings.example.org,2026:p/2</id>"), 0) == SIZE_MAX)
		fail_msg("%.*s", DAIS_STR_ARG(dais_buf_str(&out)));
}

static void
test_meetings_as_a_calendar(void **state)
{
	static const struct dais_ics_meeting v[] = {
		{ .uid = DAIS_STR_INIT("X/WG.1/1@example.org"),
		    .summary = DAIS_STR_INIT(HOSTILE),
		    .description = DAIS_STR_INIT(HOSTILE),
		    .opens = { 2026, 12, 28 },
		    .closes = { 2026, 12, 31 },
		    .sequence = 3,
		    .modified_ms = 1795651200000,
		    .status = DAIS_ICS_CANCELLED },
		{ .uid = DAIS_STR_INIT("X/WG.2/1@example.org"),
		    .summary = DAIS_STR_INIT("B"),
		    .opens = { 2028, 2, 29 } },
	};
	const struct dais_ics_meetings m = {
		.language = DAIS_LANG_AR, .name = DAIS_STR(HOSTILE), .v = v, .n = 2
	};
	struct dais_err err = DAIS_ERR_INIT;
	icalcomponent *c, *event;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(dais_ics_meetings_write(&m, &out, &err));
	c = icalparser_parse_string(out.p);
	assert_non_null(c);
	assert_int_equal(icalcomponent_count_errors(c), 0);
	assert_int_equal(icalcomponent_count_components(c, ICAL_VEVENT_COMPONENT), 2);
	event = icalcomponent_get_first_component(c, ICAL_VEVENT_COMPONENT);
	assert_int_equal(icalcomponent_get_sequence(event), 3);
	assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
	/* The end is the first day that is not of the meeting any more. */
	assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20270101");
	event = icalcomponent_get_next_component(c, ICAL_VEVENT_COMPONENT);
	assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20280301");
	icalcomponent_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agendas_in_one_table),
		cmocka_unit_test(test_what_documents_are_to_each_other),
		cmocka_unit_test(test_atom_is_well_formed),
		cmocka_unit_test(test_meetings_as_a_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
