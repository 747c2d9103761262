/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Every kind of problem of meeting.yaml, with file, line and column.
 */
#include "support.h"

#include "base/file.h"

struct flaw {
	const char *from, *to, *expected;
};

static const struct flaw flaws[] = {
	/* keys */
	{ "symbol: CTOC/COP\n", "symbl: CTOC/COP\n",
	    "meeting.yaml:10:5: unknown key `symbl` in body `cop` [did you mean `symbol`?]" },
	{ "produces: agenda", "colour: red",
	    "meeting.yaml:5:1: unknown key `colour` in meeting.yaml [keys here: dais, languages, "
	    "profile, produces, bodies, meetings, together, agendas, items, mandates, documents, "
	    "sittings, modalities, silences, approvals]" },
	{ "dais: 1\n", "", "meeting.yaml:2:1: `dais` is missing in meeting.yaml []" },
	{ "dais: 1\n", "dais: 2\n",
	    "meeting.yaml:2:7: format `2` of the package is unknown [this dais reads format 1]" },
	{ "    kind: organizational\n", "",
	    "meeting.yaml:32:5: `kind` is missing in item `organization` []" },
	{ "produces: agenda\n", "produces: agenda\nproduces: agenda\n",
	    "meeting.yaml:6:1: `produces` is given twice [the first is in line 5]" },
	/* types */
	{ "languages: [en, fr]", "languages: en",
	    "meeting.yaml:3:12: languages must be a list [write [a, b] or lines that begin with `- "
	    "`]" },
	{ "name: {en: Conference, fr: Conférence}", "name: Conference",
	    "meeting.yaml:9:11: words in languages are expected here [write {en: ..., fr: ...}]" },
	{ "noun: session", "noun: [session]",
	    "meeting.yaml:11:11: one value is expected here, not a list []" },
	{ "noun: session", "noun:", "meeting.yaml:11:10: the value is empty []" },
	{ "words: 4200", "words: many", "meeting.yaml:57:36: `many` is not a whole number []" },
	{ "{en: Conference,", "{xx: Conference,",
	    "meeting.yaml:9:12: unknown language `xx` [one of: ar, zh, en, fr, ru, es]" },
	{ "languages: [en, fr]", "languages: [en, en]",
	    "meeting.yaml:3:17: language `en` is listed twice []" },
	/* ids */
	{ "  ta:\n    parent", "  Ta_1:\n    parent",
	    "meeting.yaml:16:3: `Ta_1` cannot be the id of a body [small letters a to z, digits "
	    "and "
	    "hyphens, a letter first]" },
	{ "cop@11: {", "cop11: {",
	    "meeting.yaml:20:3: `cop11` cannot be the id of a meeting [write the body, @ and the "
	    "number of the meeting: ta@12]" },
	{ "cop@11: {", "cup@11: {",
	    "meeting.yaml:20:3: unknown body `cup` in meeting `cup@11` [did you mean `cop`?]" },
	{ "  cop:10/6:\n", "  cup:10/6:\n",
	    "meeting.yaml:43:3: unknown body `cup` in mandate `cup:10/6` [did you mean `cop`?]" },
	{ "  cop:10/6:\n", "  resolution:\n",
	    "meeting.yaml:43:3: `resolution` cannot be the id of a mandate [write the body, a "
	    "colon "
	    "and the number: cop:10/6]" },
	{ "parent: cop", "parent: cup",
	    "meeting.yaml:13:13: unknown body `cup` [did you mean `cop`?]" },
	{ "produces: agenda", "produces: agneda",
	    "meeting.yaml:5:11: unknown document `agneda` [did you mean `agenda`?]" },
	{ "profile: untoc", "profile: untok",
	    "meeting.yaml:4:10: unknown profile `untok` [one of: neutral, untoc]" },
	{ "[\"cop:10/6\"]", "[\"cop:10/7\"]",
	    "meeting.yaml:40:16: unknown mandate `cop:10/7` [did you mean `cop:10/6`?]" },
	{ "for: cop@11", "for: cop@12",
	    "meeting.yaml:47:43: unknown meeting `cop@12` [did you mean `cop@11`?]" },
	{ "author: secretariat", "author: nobody",
	    "meeting.yaml:53:13: unknown author `nobody` [secretariat, chair or the id of a "
	    "body]" },
	{ "requests: [ic, ta]", "requests: [ic, ic]",
	    "meeting.yaml:46:20: body `ic` is listed twice []" },
	/* dates and times */
	{ "closes: 2022-10-21", "closes: 2022-10-32",
	    "meeting.yaml:20:39: `2022-10-32` is not a date [write year, month and day, such as "
	    "2022-05-23]" },
	{ "closes: 2022-10-21", "closes: 2022-10-01",
	    "meeting.yaml:20:39: meeting `cop@11` closes before it opens []" },
	{ "start: 2022-05-23T10:00", "start: 23 May",
	    "meeting.yaml:59:12: `23 May` is not a date and time [write it as 2022-05-23T10:00]" },
	{ "start: 2022-05-23T10:00", "start: 2022-05-23",
	    "meeting.yaml:59:12: the time of day is missing in `start` [write it as "
	    "2022-05-23T10:00]" },
	{ "end: 2022-05-23T13:00", "end: 2022-05-23T09:00",
	    "meeting.yaml:60:10: the sitting ends before it starts []" },
	/* enumerations */
	{ "noun: session", "noun: congress",
	    "meeting.yaml:11:11: unknown noun `congress` [one of: meeting, session]" },
	{ "modality: hybrid", "modality: mixed",
	    "meeting.yaml:25:66: unknown modality `mixed` [one of: in-person, hybrid, online]" },
	{ "    kind: substantive", "    kind: important",
	    "meeting.yaml:38:11: unknown kind of item `important` [one of: organizational, "
	    "substantive, review, other, report, opening, adoption-of-agenda]" },
	{ "kind: resolution", "kind: wish",
	    "meeting.yaml:44:11: unknown kind of mandate `wish` [one of: resolution, decision, "
	    "rule, "
	    "other]" },
	{ "    kind: agenda\n", "    kind: poem\n",
	    "meeting.yaml:51:11: unknown kind of document `poem` [one of: agenda, "
	    "background-paper, "
	    "report, note, conference-room-paper, draft, information, other]" },
	{ "distribution: general", "distribution: secret",
	    "meeting.yaml:54:19: unknown distribution `secret` [one of: general, limited, "
	    "restricted]" },
	{ "status: issued", "status: lost",
	    "meeting.yaml:57:50: unknown status `lost` [one of: forecast, slotted, submitted, "
	    "editing, translation, formatted, issued]" },
	{ "hybrid: []", "mixed: []",
	    "meeting.yaml:66:3: unknown modality `mixed` [one of: in-person, hybrid, online]" },
	{ "object: dates", "object: food",
	    "meeting.yaml:68:19: unknown object of an approval `food` [one of: dates, topics, "
	    "procedure, format]" },
	{ "method: silence", "method: noise",
	    "meeting.yaml:68:62: unknown method of an approval `noise` [one of: silence, meeting, "
	    "other]" },
	{ "{object: dates, ", "{object: format, modality: remote, ",
	    "meeting.yaml:68:37: unknown modality `remote` [one of: in-person, hybrid, online]" },
	/* relations */
	{ "  ic: [organization, environment]", "  ic: [organization, organization, environment]",
	    "meeting.yaml:28:22: item `organization` is twice in the agenda of `ic` []" },
	{ "  ic: [organization, environment]", "  ic: [organization, enviroment]",
	    "meeting.yaml:28:22: unknown item `enviroment` in the agenda of `ic` [did you mean "
	    "`environment`?]" },
	{ "  ic: [organization, environment]", "  ic: [opening, environment]",
	    "meeting.yaml:28:8: `opening` is a part, not an item [list the item `organization`; "
	    "its "
	    "parts come with it]" },
	{ "  ic: [organization, environment]", "  ic: [organization/agenda, environment]",
	    "meeting.yaml:28:8: `organization/agenda` is a part, not an item [list the item "
	    "`organization`; its parts come with it]" },
	{ "  ic: [organization, environment]", "  ic: [organization]",
	    "meeting.yaml:37:3: item `environment` is in no agenda [add it to a list under "
	    "`agendas` "
	    "or take it out]" },
	{ "  ta: [organization, strategies]\n", "  cop: [strategies]\n",
	    "meeting.yaml:26:11: body `ta` has no agenda though `together` names its meeting "
	    "`ta@13` "
	    "[]" },
	{ "  ta: [organization, strategies]\n", "  tta: [strategies]\n",
	    "meeting.yaml:29:3: unknown body `tta` in `agendas` [did you mean `ta`?]" },
	{ "    symbol: CTOC/COP\n", "    parent: ic\n",
	    "meeting.yaml:8:3: body `cop` is above itself in the tree of bodies []" },
	{ "together: [ic@13, ta@13]", "together: []",
	    "meeting.yaml:26:11: `together` names no meeting []" },
	{ "together: [ic@13, ta@13]", "together: [ic@13]",
	    "meeting.yaml:59:5: body `ta` sits here but has no meeting in `together` []" },
	{ "    bodies: [ic, ta]", "    bodies: [ta]",
	    "meeting.yaml:64:16: item `environment` is on the agenda of no body of this sitting "
	    "[]" },
	{ "{item: environment, minutes: 60}", "{item: environment, bodies: [cop]}",
	    "meeting.yaml:64:16: body `cop` of this entry does not take part in the sitting []" },
	/* symbols */
	{ "[CTOC/COP/WG.3/2022/1]", "[CTOC/COP/WGX/2022.1]",
	    "meeting.yaml:50:15: `CTOC/COP/WGX/2022.1` is not a document symbol: 2022.1 []" },
	/* A symbol names a document whose title nobody gave. */
	{ "    symbols: [CTOC/COP/WG.3/2022/1]\n    kind: agenda\n    title: {en: Agenda}\n",
	    "    kind: agenda\n", "meeting.yaml:50:5: `title` is missing in document `agenda` []" },
};

static void
test_small_is_valid(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	const struct dais_record *r =
	    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);

	(void)state;
	assert_string_equal(first_of(a, &d), "nothing");
	assert_int_equal(r->items.n, 5);
	assert_int_equal(r->annotations[DAIS_LANG_EN].n, 2);
	assert_int_equal(r->meetings.v[r->together.v[1]].modality, DAIS_MODALITY_HYBRID);
	assert_int_equal(r->profile.words_secretariat, 8500);
	assert_int_equal(r->profile.hybrid_max_min, 120);
	assert_int_equal(r->sittings.v[0].entries.v[1].minutes, 60);
}

static void
test_flaws(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(flaws) / sizeof(*flaws); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d;

		(void)read_small(a, spoil(a, small_yaml, flaws[i].from, flaws[i].to),
		    dais_str_from(small_text), &d);
		assert_reported(a, &d, flaws[i].expected);
		assert_true(d.errors > 0);
	}
}

/* All flaws of a file are reported, not the first only. */
static void
test_all_at_once(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_str yaml = spoil(a, small_yaml, "noun: session", "noun: congress");

	(void)state;
	yaml = spoil(a, yaml.p, "status: issued", "status: lost");
	yaml = spoil(a, yaml.p, "object: dates", "object: food");
	(void)read_small(a, yaml, spoil(a, small_text, "{{doc agenda}}", "{{doc x}}"), &d);
	assert_int_equal(d.errors, 4);
}

static void
test_examples(void **state)
{
	static const char *const dirs[] = { EXAMPLES "/untoc-2022", EXAMPLES "/single-body" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_record *r;
		struct dais_diags d;

		dais_diags_init(&d, a);
		assert_true(dais_package_load(a, dirs[i], &r, &d, &err));
		assert_string_equal(first_of(a, &d), "nothing");
	}
}

static void
test_no_package(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT, err2 = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_diags d;

	(void)state;
	dais_diags_init(&d, a);
	assert_false(dais_package_load(a, "/nowhere/at/all", &r, &d, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_false(dais_package_load(a, make_folder(a), &r, &d, &err2));
	assert_int_equal(err2.code, DAIS_ERR_NOT_FOUND);
}

/* profile.yaml replaces keys one by one. */
static void
test_profile(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str text[DAIS_LANG_COUNT] = { 0 };
	struct dais_diags d;
	const struct dais_record *r;

	(void)state;
	dais_diags_init(&d, a);
	r = dais_package_read(a, dais_str_from(small_yaml), text,
	    DAIS_STR("agenda-weeks: 9\nhours: [\"09:30-12:30\"]\npage: Legal\nissue-week: 1\n"),
	    &d);
	assert_int_equal(r->profile.agenda_weeks, 9);
	assert_int_equal(r->profile.submit_weeks, 10);
	assert_int_equal(r->profile.hours.n, 1);
	assert_int_equal(r->profile.hours.v[0].start, 570);
	assert_str(r->profile.page, "A4");
	assert_int_equal(d.errors, 2);
	assert_reported(
	    a, &d, "profile.yaml:3:7: unknown size of page `Legal` [one of: A4, Letter]");
	assert_reported(a, &d,
	    "profile.yaml:4:1: unknown key `issue-week` in a profile [did you mean "
	    "`issue-weeks`?]");
}

static void
test_missing(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d, missing;
	const struct dais_record *r =
	    read_small(a, dais_str_from(small_yaml), dais_str_from(small_text), &d);

	(void)state;
	dais_diags_init(&missing, a);
	dais_package_missing(r, DAIS_LANG_FR, &missing);
	assert_reported(
	    a, &missing, "meeting.yaml:37:3: title of item `environment` is missing in fr []");
	assert_reported(a, &missing,
	    "text/fr.md:0:0: the annotation of item `environment@ic` is missing in fr []");
	assert_int_equal(missing.errors, 0);
	dais_diags_init(&missing, a);
	dais_package_missing(r, DAIS_LANG_EN, &missing);
	assert_string_equal(first_of(a, &missing), "nothing");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_is_valid),
		cmocka_unit_test(test_flaws),
		cmocka_unit_test(test_all_at_once),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_no_package),
		cmocka_unit_test(test_profile),
		cmocka_unit_test(test_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
