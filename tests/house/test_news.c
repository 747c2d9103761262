/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The change list between two records, kind by kind.
 */
#include "support.h"

#include "service/house/release.h"

static struct dais_record *
read(struct dais_arena *a, struct dais_str yaml, struct dais_str text)
{
	struct dais_diags d;
	struct dais_record *r = read_small(a, yaml, text, &d);

	assert_string_equal(first_of(a, &d), "nothing");
	return r;
}

/* "kind thing id: about | from > to [languages]" in English, one line a piece of news. */
static const char *
print(struct dais_arena *a, const dais_news_vec *news)
{
	struct dais_str all = DAIS_STR("");

	for (size_t i = 0; i < news->n; i++) {
		const struct dais_news *n = &news->v[i];

		all = dais_arena_printf(a, "%.*s%s%s %.*s %.*s: %.*s", DAIS_STR_ARG(all),
		    i ? "\n" : "", dais_news_kind_name(n->kind), DAIS_STR_ARG(n->kind_of_thing),
		    DAIS_STR_ARG(n->id), DAIS_STR_ARG(n->about.in[DAIS_LANG_EN]));
		if (!dais_ml_is_empty(&n->from) || !dais_ml_is_empty(&n->to))
			all = dais_arena_printf(a, "%.*s | %.*s > %.*s", DAIS_STR_ARG(all),
			    DAIS_STR_ARG(n->from.in[DAIS_LANG_EN]),
			    DAIS_STR_ARG(n->to.in[DAIS_LANG_EN]));
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			if (n->languages & DAIS_LANG_BIT(l))
				all = dais_arena_printf(a, "%.*s [%s]", DAIS_STR_ARG(all),
				    dais_lang_code((enum dais_lang)l));
		}
	}
	return all.p;
}

/* One change of the small package, and what is said of it. Of meeting.yaml unless @text. */
static const struct {
	bool text;
	const char *from, *to, *says;
} cases[] = {
	{ false, "# The end.", "# The very end.", "" },
	{ false, "    place: {en: Vienna}\n", "    place: {en: Geneva}\n    room: {en: Room XX}\n",
	    "place meeting ic@13: Working Group A, thirteenth meeting | Vienna > Geneva, Room XX" },
	{ false, "  ic@13: # the meeting\n    opens: 2022-05-23T10:00\n    closes: 2022-05-27\n",
	    "  ic@13:\n    opens: 2022-05-30T10:00\n    closes: 2022-06-03\n",
	    "dates meeting ic@13: Working Group A, thirteenth meeting | 23–27 May 2022 > "
	    "30 May–3 June 2022" },
	{ false, "    opens: 2022-05-23T10:00\n", "    opens: 2022-05-23T15:00\n",
	    "dates meeting ic@13: Working Group A, thirteenth meeting | Monday, 23 May 2022, at "
	    "10 a.m. > Monday, 23 May 2022, at 3 p.m." },
	{ false, "modality: hybrid}", "modality: online}",
	    "modality meeting ta@13: Working Group B, thirteenth meeting | hybrid > online" },
	{ false, "modality: hybrid}", "modality: hybrid, status: postponed}",
	    "status meeting ta@13: Working Group B, thirteenth meeting | as scheduled > "
	    "postponed" },
	{ false, "together: [ic@13, ta@13]\nagendas:\n",
	    "together: [ic@13, ta@13, cop@11]\nagendas:\n  cop: [organization]\n",
	    "meeting-new meeting cop@11: Conference, eleventh session |  > 17–21 October 2022" },
	{ false, "  ta: [organization, strategies]\nitems:\n",
	    "  ta: [organization, strategies, new]\nitems:\n  new: {kind: other, title: {en: "
	    "New}}\n",
	    "item-new item new: New" },
	{ false, "    title: {en: Environment}", "    title: {en: The environment}",
	    "item-title item environment: The environment | Environment > The environment [en]" },
	{ false, "    title: {en: Environment}", "    title: {en: Environment, fr: Environnement}",
	    "other item environment: Environment" },
	{ false, "  ic: [organization, environment]", "  ic: [environment, organization]",
	    "item-moved item organization: Organizational matters | 1 > "
	    "2 (Working Group A)\n"
	    "item-moved item environment: Environment | 2 > 1" },
	{ false, "      opening: {kind: opening, title: {en: Opening}}\n",
	    "      first: {kind: other, title: {en: First}}\n"
	    "      opening: {kind: opening, title: {en: Opening}}\n",
	    "item-new item organization/first: First\n"
	    "item-moved item organization/opening: Opening | 1 (a) > "
	    "1 (b) (Working Group A)\n"
	    "item-moved item organization/opening: Opening | 1 (a) > "
	    "1 (b) (Working Group B)\n"
	    "item-moved item organization/agenda: Adoption | 1 (b) > "
	    "1 (c) (Working Group A)\n"
	    "item-moved item organization/agenda: Adoption | 1 (b) > "
	    "1 (c) (Working Group B)" },
	{ false, "  ta: [organization, strategies]",
	    "  ta: [organization, strategies, environment]",
	    "item-common item environment: Environment |  > Working Group A and Working Group B" },
	{ false, "  ta: [organization, strategies]", "  ta: [strategies]",
	    "item-common item organization: Organizational matters | Working Group A and Working "
	    "Group B > \n"
	    "item-moved item strategies: Strategies | 2 > 1" },
	{ false, "title: {en: Strategies}, documents: []",
	    "title: {en: Strategies}, documents: [agenda]", "other item strategies: Strategies" },
	{ true, "- one\n", "- one more\n", "annotation item environment: Environment [en]" },
	{ false, "    symbols: [CTOC/COP/WG.3/2022/1]\n", "    symbols: [CTOC/COP/WG.3/2022/9]\n",
	    "other document agenda: Agenda" },
	{ false, "    title: {en: Agenda}\n", "    title: {en: Annotated agenda}\n",
	    "document-title document agenda: Annotated agenda | Agenda > Annotated agenda [en]" },
	{ false, "status: issued, issued: 2022-03-22}\n",
	    "status: issued, issued: 2022-03-22}\n"
	    "      fr: {status: issued, issued: 2022-03-23}\n      ru: {status: editing}\n",
	    "document-version document agenda: Agenda [fr]" },
	{ false, "documents:\n  agenda:\n",
	    "documents:\n  paper: {kind: note, title: {en: Paper}, author: secretariat, "
	    "distribution: general}\n  agenda:\n",
	    "document-new document paper: Paper" },
	/* Of what is restricted everyone may know that something changed. */
	{ false, "documents:\n  agenda:\n",
	    "documents:\n  paper: {kind: note, title: {en: Paper}, author: secretariat, "
	    "distribution: restricted}\n  agenda:\n",
	    "other document : a document of restricted distribution" },
	{ false, "    end: 2022-05-23T13:00\n", "    end: 2022-05-23T12:00\n",
	    "sitting-moved sitting 2022-05-23T10:00: Monday, 23 May, 10 a.m.–noon | Monday, 23 "
	    "May, "
	    "10 a.m.–1 p.m. > Monday, 23 May, 10 a.m.–noon" },
	{ false, "  - start: 2022-05-23T10:00 # Monday\n    end: 2022-05-23T13:00\n",
	    "  - start: 2022-05-24T10:00\n    end: 2022-05-24T13:00\n    room: {en: Room 2}\n",
	    "sitting-moved sitting 2022-05-24T10:00: Tuesday, 24 May, 10 a.m.–1 p.m. | Monday, 23 "
	    "May, 10 a.m.–1 p.m. > Tuesday, 24 May, 10 a.m.–1 p.m., Room 2" },
	{ false, "      - {item: environment, minutes: 60}\n", "",
	    "sitting-items sitting 2022-05-23T10:00: Monday, 23 May, 10 a.m.–1 p.m. | 1 (a) and 2 "
	    "> 1 (a)" },
	{ false, "sittings:\n",
	    "sittings:\n  - {start: 2022-05-23T15:00, end: 2022-05-23T18:00, bodies: [ic]}\n",
	    "sitting-new sitting 2022-05-23T15:00: Monday, 23 May, 3 p.m.–6 p.m. |  > Monday, 23 "
	    "May, "
	    "3 p.m.–6 p.m." },
	{ false, "    name: {en: Working Group B}", "    name: {en: Working Group Beta}",
	    "other body ta: Working Group Beta" },
	{ false, "date: 2021-07-30}", "date: 2021-07-31}", "other approval dates: dates" },
	{ false, "    paragraphs: [\"5\"]\n", "    paragraphs: [\"6\"]\n",
	    "other mandate cop:10/6: cop:10/6" },
};

/* What each change says; in the other direction what closes it. */
static void
test_kinds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_record *x =
		    read(a, dais_str_from(small_yaml), dais_str_from(small_text));
		struct dais_record *y;
		dais_news_vec news = { 0 }, none = { 0 };

		if (cases[i].text)
			y = read(a, dais_str_from(small_yaml),
			    spoil(a, small_text, cases[i].from, cases[i].to));
		else
			y = read(a, spoil(a, small_yaml, cases[i].from, cases[i].to),
			    dais_str_from(small_text));
		dais_news_between(x, y, a, &news);
		assert_string_equal(print(a, &news), cases[i].says);
		dais_news_between(y, y, a, &none);
		assert_int_equal(none.n, 0);
	}
}

static const char *
backwards(struct dais_arena *a, const char *from, const char *to)
{
	struct dais_record *x = read(a, spoil(a, small_yaml, from, to), dais_str_from(small_text));
	struct dais_record *y = read(a, dais_str_from(small_yaml), dais_str_from(small_text));
	dais_news_vec news = { 0 };

	dais_news_between(x, y, a, &news);
	return print(a, &news);
}

static void
test_what_is_closed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_string_equal(backwards(a, "  ta: [organization, strategies]\nitems:\n",
				"  ta: [organization, strategies, new]\nitems:\n  new: {kind: "
				"other, title: {en: New}}\n"),
	    "item-closed item new: New");
	assert_string_equal(
	    backwards(a, "documents:\n  agenda:\n",
		"documents:\n  paper: {kind: note, title: {en: Paper}, author: secretariat, "
		"distribution: general}\n  agenda:\n"),
	    "document-closed document paper: Paper");
	assert_string_equal(
	    backwards(a, "sittings:\n",
		"sittings:\n  - {start: 2022-05-23T15:00, end: 2022-05-23T18:00, bodies: [ic]}\n"),
	    "sitting-closed sitting 2022-05-23T15:00: Monday, 23 May, 3 p.m.–6 p.m. | Monday, 23 "
	    "May, "
	    "3 p.m.–6 p.m. > ");
	assert_string_equal(
	    backwards(a, "together: [ic@13, ta@13]\nagendas:\n",
		"together: [ic@13, ta@13, cop@11]\nagendas:\n  cop: [organization]\n"),
	    "other meeting cop@11: Conference, eleventh session");
}

#define APPROVAL                                                                                   \
	"  dates: {object: dates, meetings: [ic@13], by: cop, method: silence, date: "             \
	"2021-07-30}\n"

/* The small package with a silence procedure on its dates that has @more, whose approval is
 * recorded for the day @approved (NULL: the approval that is there is of no procedure; "": there is
 * none). */
static struct dais_record *
with_silence(struct dais_arena *a, const char *closes, const char *more, const char *approved)
{
	struct dais_str yaml = spoil(a, small_yaml, "approvals:\n",
	    dais_arena_printf(a,
		"silences:\n  dates: {object: dates, meetings: [ic@13, ta@13], by: cop, proposal: "
		"{en: "
		"From 23 May}, opens: 2021-07-27T10:00, closes: %s, zone: Europe/Vienna%s}\n"
		"approvals:\n",
		closes, more)
		.p);

	if (approved && approved[0])
		yaml = spoil(a, yaml.p, "date: 2021-07-30}",
		    dais_arena_printf(a, "date: %s, silence: dates}", approved).p);
	else if (approved)
		yaml = spoil(a, yaml.p, APPROVAL, "");
	return read(a, yaml, dais_str_from(small_text));
}

#define FRIDAY "2021-07-30T17:00"
#define PUBLIC ", public: true"
#define REOPENED                                                                                   \
	"silence-reopened silence dates: dates |  > Friday, 30 July 2021, at 5 p.m. "              \
	"(Europe/Vienna)"
#define REPLY PUBLIC ", replies: [{kind: objection, from: A State, at: 2021-07-28T10:00}]"

/* What the public may know of silence procedures, and nothing else of them. */
static void
test_silences(void **state)
{
	static const struct {
		const char *closes[2], *more[2], *approved[2];
		const char *says;
	} steps[] = {
		{ { FRIDAY, FRIDAY }, { "", "" }, { NULL, NULL }, "" },
		{ { FRIDAY, "2021-08-02T12:00" }, { "", "" }, { NULL, NULL }, "" },
		{ { FRIDAY, FRIDAY }, { "", PUBLIC }, { NULL, NULL },
		    "silence-opened silence dates: dates |  > Friday, 30 July 2021, at 5 p.m. "
		    "(Europe/Vienna)" },
		{ { FRIDAY, "2021-08-02T12:00" }, { PUBLIC, PUBLIC }, { NULL, NULL },
		    "silence-extended silence dates: dates | Friday, 30 July 2021, at 5 p.m. "
		    "(Europe/Vienna) > Monday, 2 August 2021, at noon (Europe/Vienna)" },
		{ { FRIDAY, FRIDAY }, { PUBLIC, REPLY }, { NULL, NULL },
		    "silence-broken silence dates: dates" },
		{ { FRIDAY, FRIDAY }, { PUBLIC, PUBLIC ", withdrawn: 2021-07-29T10:00" },
		    { NULL, NULL }, "silence-withdrawn silence dates: dates" },
		{ { FRIDAY, FRIDAY }, { PUBLIC, PUBLIC }, { NULL, "2021-07-30" },
		    "silence-approved silence dates: dates |  > 30 July 2021" },
		{ { FRIDAY, FRIDAY }, { PUBLIC, "" }, { NULL, NULL },
		    "silence-closed silence dates: dates" },
		/* What was told before no longer holds. */
		{ { FRIDAY, FRIDAY }, { REPLY, PUBLIC }, { NULL, NULL }, REOPENED },
		{ { FRIDAY, FRIDAY }, { PUBLIC ", withdrawn: 2021-07-29T10:00", PUBLIC },
		    { NULL, NULL }, REOPENED },
		{ { FRIDAY, FRIDAY }, { PUBLIC, PUBLIC }, { "2021-07-30", "" }, REOPENED },
		{ { FRIDAY, FRIDAY }, { PUBLIC, PUBLIC }, { "2021-07-30", "2021-07-29" },
		    "silence-approved silence dates: dates |  > 29 July 2021" },
		{ { FRIDAY, FRIDAY }, { PUBLIC, PUBLIC }, { "2021-07-30", "2021-07-30" }, "" },
		/* Of one that is not public the approval is told as any other. */
		{ { FRIDAY, FRIDAY }, { "", "" }, { NULL, "2021-07-30" },
		    "other approval dates: dates" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		dais_news_vec news = { 0 };

		dais_news_between(
		    with_silence(a, steps[i].closes[0], steps[i].more[0], steps[i].approved[0]),
		    with_silence(a, steps[i].closes[1], steps[i].more[1], steps[i].approved[1]), a,
		    &news);
		assert_string_equal(print(a, &news), steps[i].says);
	}
}

static void
test_the_first_release_says_that_the_meetings_are_new(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_news_vec news = { 0 };

	(void)state;
	dais_news_between(
	    NULL, read(a, dais_str_from(small_yaml), dais_str_from(small_text)), a, &news);
	assert_string_equal(print(a, &news),
	    "meeting-new meeting ic@13: Working Group A, thirteenth meeting |  > 23–27 May 2022\n"
	    "meeting-new meeting ta@13: Working Group B, thirteenth meeting |  > 23–27 May 2022");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_what_is_closed),
		cmocka_unit_test(test_silences),
		cmocka_unit_test(test_the_first_release_says_that_the_meetings_are_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
