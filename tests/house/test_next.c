/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The next meeting from the last.
 */
#include "house_support.h"

#include "prose/texts.h"
#include "service/house/next.h"
#include "support/test.h"

static struct dais_next_input
input(void)
{
	return (struct dais_next_input){ .from = PACKAGE,
		.package = DAIS_STR("untoc-2023"),
		.opens = { 2023, 5, 22 },
		.modality = -1 };
}

static const struct dais_next_line *
line(const struct dais_next *n, enum dais_next_what what, const char *id)
{
	for (size_t i = 0; i < n->lines.n; i++) {
		if (n->lines.v[i].what == what && dais_str_is(n->lines.v[i].id, id))
			return &n->lines.v[i];
	}
	return NULL;
}

static struct dais_date
deadline(const struct dais_next *n, enum dais_next_why why)
{
	for (size_t i = 0; i < n->lines.n; i++) {
		if (n->lines.v[i].what == DAIS_NEXT_DEADLINE && n->lines.v[i].why == why)
			return n->lines.v[i].date;
	}
	return (struct dais_date){ 0 };
}

static void
test_what_it_would_be(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	const struct dais_next_line *l;
	const struct dais_meeting *m;
	struct dais_next n;

	import_example(t);
	assert_ok(t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err));
	l = line(&n, DAIS_NEXT_MEETING, "ic@14");
	assert_non_null(l);
	assert_true(dais_str_is(l->from, "ic@13"));
	assert_non_null(line(&n, DAIS_NEXT_MEETING, "ta@14"));
	assert_int_equal(line(&n, DAIS_NEXT_ITEM_KEPT, "organization")->why, DAIS_NEXT_RECURS);
	assert_int_equal(line(&n, DAIS_NEXT_ITEM_KEPT, "report")->why, DAIS_NEXT_RECURS);
	assert_int_equal(line(&n, DAIS_NEXT_ITEM_LEFT, "environment")->why, DAIS_NEXT_TOPIC);
	l = line(&n, DAIS_NEXT_DOCUMENT_NEW, "agenda");
	assert_true(dais_str_is(l->to, "CTOC/COP/WG.2/2023/1-CTOC/COP/WG.3/2023/1"));
	assert_non_null(line(&n, DAIS_NEXT_DOCUMENT_LEFT, "env-paper"));
	assert_true(
	    dais_date_eq(deadline(&n, DAIS_NEXT_SUBMIT), (struct dais_date){ 2023, 3, 13 }));
	assert_true(
	    dais_date_eq(deadline(&n, DAIS_NEXT_CIRCULATE), (struct dais_date){ 2023, 3, 27 }));
	assert_true(dais_date_eq(deadline(&n, DAIS_NEXT_ISSUE), (struct dais_date){ 2023, 4, 10 }));
	assert_true(dais_date_eq(deadline(&n, DAIS_NEXT_REPORT), (struct dais_date){ 2023, 6, 9 }));
	m = &n.record->meetings.v[n.record->together.v[0]];
	assert_true(dais_str_is(m->id, "ic@14"));
	assert_true(dais_date_eq(m->opens.date, (struct dais_date){ 2023, 5, 22 }));
	assert_int_equal(m->opens.minute, 600);
	assert_true(dais_date_eq(m->closes, (struct dais_date){ 2023, 5, 26 }));
	assert_int_equal(n.record->sittings.n, 0);
	assert_int_equal(n.record->approvals.n, 0);
	/* Nothing was written. */
	assert_fails(t,
	    dais_edit_begin(t->h, &t->program, DAIS_ACTION_EDIT_ITEMS, in.package, DAIS_STR_NONE,
		t->a, &(struct dais_house_edit *){ NULL }, &t->err),
	    DAIS_ERR_NOT_FOUND);
}

static void
test_items_are_chosen_and_the_timetable_moves(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	struct dais_next n;

	import_example(t);
	dais_vec_push(t->a, &in.keep, DAIS_STR("environment"));
	dais_vec_push(t->a, &in.leave, DAIS_STR("review"));
	in.timetable = true;
	in.modality = DAIS_MODALITY_HYBRID;
	in.days = 3;
	assert_ok(t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err));
	assert_int_equal(line(&n, DAIS_NEXT_ITEM_KEPT, "environment")->why, DAIS_NEXT_CHOSEN);
	assert_int_equal(line(&n, DAIS_NEXT_ITEM_LEFT, "review")->why, DAIS_NEXT_CHOSEN);
	assert_true(n.record->sittings.n > 0);
	assert_true(
	    dais_date_eq(n.record->sittings.v[0].start.date, (struct dais_date){ 2023, 5, 22 }));
	assert_true(dais_date_eq(n.record->meetings.v[n.record->together.v[1]].closes,
	    (struct dais_date){ 2023, 5, 24 }));
	assert_int_equal(
	    n.record->meetings.v[n.record->together.v[0]].modality, DAIS_MODALITY_HYBRID);
	assert_int_not_equal(
	    dais_map_get(&n.record->mandate_ids, DAIS_STR("cop:10/6")), DAIS_MAP_NONE);
}

/* References move on by one meeting; what speaks of what is gone is left. */
static void
test_annotations_are_taken_over_as_drafts(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	struct dais_house_edit *e = NULL;
	struct dais_thing thing;
	struct dais_next n;
	uint64_t change;

	import_example(t);
	e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TEXT);
	assert_ok(
	    t, dais_edit_put(e, DAIS_STR("annotation"), DAIS_STR("fr/other"), 90,
		   DAIS_STR("{\"text\":\"La {{meeting ic@13|treizième réunion}} suit la {{meeting "
			    "ta@12}}, voir {{doc env-paper}} et {{meeting cop@10}}.\"}"),
		   DAIS_ANY, &t->err));
	assert_ok(
	    t, dais_edit_put(e, DAIS_STR("annotation"), DAIS_STR("fr/report"), 91,
		   DAIS_STR("{\"text\":\"Après {{item environment}}.\"}"), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err));
	assert_true(
	    line(&n, DAIS_NEXT_ANNOTATION_KEPT, "other")->languages & DAIS_LANG_BIT(DAIS_LANG_FR));
	assert_true(
	    line(&n, DAIS_NEXT_ANNOTATION_LEFT, "report")->languages & DAIS_LANG_BIT(DAIS_LANG_FR));
	assert_true(
	    dais_str_is(line(&n, DAIS_NEXT_ANNOTATION_LEFT, "report")->from, "environment"));
	assert_non_null(line(&n, DAIS_NEXT_DOCUMENT_KEPT, "env-paper"));
	assert_fails(t, dais_next_make(t->h, &t->translator, &in, &t->diags, &change, &t->err),
	    DAIS_ERR_DENIED);
	assert_ok(t, dais_next_make(t->h, &t->secretary, &in, &t->diags, &change, &t->err));
	assert_ok(t, dais_store_thing(dais_house_store(t->h), in.package, DAIS_STR("annotation"),
			 DAIS_STR("fr/other"), t->a, &thing, &t->err));
	assert_non_null(strstr(thing.value.p, "La {{meeting ic@14|quatorzième réunion}} suit"));
	assert_non_null(strstr(thing.value.p, "la {{meeting ta@13}}"));
	assert_non_null(strstr(thing.value.p, "{{meeting cop@10}}"));
	assert_fails(t, dais_next_make(t->h, &t->secretary, &in, &t->diags, &change, &t->err),
	    DAIS_ERR_CONFLICT);
}

/* Words that authors gave for references: the ordinal follows in its inflection; what only the
 * secretary can tell stays, and is told. */
static void
test_words_of_references(void **state)
{
	static const struct {
		const char *lang, *reference, *now;
		bool left;
	} cases[] = {
		{ "ru", "meeting ic@13|тринадцатого совещания",
		    "meeting ic@14|четырнадцатого совещания", false },
		{ "ru", "meeting ta@12|Двенадцатое совещание",
		    "meeting ta@13|Тринадцатое совещание", false },
		{ "ru", "meeting ic@13|на тринадцатом совещании",
		    "meeting ic@14|на четырнадцатом совещании", false },
		{ "en", "meeting ic@13|thirteenth meeting", "meeting ic@14|fourteenth meeting",
		    false },
		{ "zh", "meeting ic@13|第十三次会议", "meeting ic@14|第十四次会议", false },
		{ "ar", "meeting ic@13|للاجتماع الثالث عشر", "meeting ic@14|للاجتماع الرابع عشر",
		    false },
		{ "es", "meeting ic@13|la 13ª reunión", "meeting ic@14|la 14ª reunión", false },
		{ "ru", "place ic@13|Вене", "place ic@14|Вене", false },
		{ "fr", "dates ic@13|du 23 au 27 mai 2022", "dates ic@14|du 22 au 26 mai 2023",
		    false },
		{ "fr", "meeting ic@13|cette réunion", "meeting ic@14|cette réunion", true },
	};
	struct test_house *t = *state;
	struct dais_next_input in = input();

	import_example(t);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dais_str id = dais_arena_printf(t->a, "%s/other", cases[i].lang);
		struct dais_house_edit *e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TEXT);
		struct dais_next n;
		enum dais_lang l;
		uint64_t change;

		assert_ok(
		    t, dais_edit_put(e, DAIS_STR("annotation"), id, 90,
			   dais_arena_printf(t->a, "{\"text\":\"x {{%s}} y\"}", cases[i].reference),
			   DAIS_ANY, &t->err));
		assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
		assert_ok(t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err));
		assert_true(dais_lang_parse(dais_str_from(cases[i].lang), &l));
		const struct dais_next_line *left = line(&n, DAIS_NEXT_WORDS_LEFT, "other");
		if ((left && (left->languages & DAIS_LANG_BIT(l))) != cases[i].left)
			fail_msg("%s: %d", cases[i].now, cases[i].left);
		const struct dais_annotation *now = dais_record_annotation(
		    n.record, l, dais_map_get(&n.record->item_ids, DAIS_STR("other")), DAIS_NONE);
		const struct dais_ref *ref = &now->prose.blocks.v[0].spans.v[1].ref;
		struct dais_str said = dais_arena_printf(t->a, "%.*s %.*s|%.*s",
		    DAIS_STR_ARG(ref->kind), DAIS_STR_ARG(ref->argument), DAIS_STR_ARG(ref->words));
		if (!dais_str_is(said, cases[i].now))
			fail_msg("%s: %.*s", cases[i].now, DAIS_STR_ARG(said));
	}
}

/* Puts the annotation of item "other" in language @l; the text it has in the next package. */
static struct dais_str
text_of_next(struct test_house *t, const struct dais_next_input *in, const char *lang,
    const char *text, struct dais_next *n)
{
	struct dais_str id = dais_arena_printf(t->a, "%s/other", lang);
	struct dais_house_edit *e = begin(t, &t->secretary, DAIS_ACTION_EDIT_TEXT);
	const struct dais_annotation *now;
	enum dais_lang l;
	uint64_t change;

	assert_ok(t, dais_edit_put(e, DAIS_STR("annotation"), id, 90,
			 dais_arena_printf(t->a, "{\"text\":\"%s\"}", text), DAIS_ANY, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
	assert_ok(t, dais_next_preview(t->h, in, t->a, n, &t->diags, &t->err));
	assert_true(dais_lang_parse(dais_str_from(lang), &l));
	now = dais_record_annotation(
	    n->record, l, dais_map_get(&n->record->item_ids, DAIS_STR("other")), DAIS_NONE);
	return dais_prose_block_line(&now->prose.blocks.v[0], t->a);
}

/* The days of the meeting, its deadlines and its number in plain words, in the six languages. What
 * is not of the meeting stays, and so does what cannot be told. */
static void
test_days_in_plain_words(void **state)
{
	static const struct {
		const char *lang, *text, *now;
	} cases[] = {
		{ "en", "It meets from 23 to 27 May 2022.", "It meets from 22 to 26 May 2023." },
		{ "en", "It opens on Monday, 23 May 2022, at 10 a.m.",
		    "It opens on Monday, 22 May 2023, at 10 a.m." },
		{ "en", "The thirteenth meeting is near.", "The fourteenth meeting is near." },
		{ "en", "It was asked on 1 June 2022.", "It was asked on 1 June 2022." },
		{ "en", "On 9 and 10 July 2020 it met.", "On 9 and 10 July 2020 it met." },
		{ "fr", "Il se réunit du 23 au 27 mai 2022.",
		    "Il se réunit du 22 au 26 mai 2023." },
		{ "fr", "Le mardi 24 mai 2022, il entend un expert.",
		    "Le mardi 23 mai 2023, il entend un expert." },
		{ "fr", "À sa treizième réunion, il conclut.",
		    "À sa quatorzième réunion, il conclut." },
		{ "es", "Se reúne del 23 al 27 de mayo de 2022.",
		    "Se reúne del 22 al 26 de mayo de 2023." },
		{ "es", "El 27 de mayo de 2022 concluye.", "El 26 de mayo de 2023 concluye." },
		{ "ru", "Совещание пройдет с 23 по 27 мая 2022 года.",
		    "Совещание пройдет с 22 по 26 мая 2023 года." },
		{ "ru", "Во вторник, 24 мая 2022 года, выступит эксперт.",
		    "Во вторник, 23 мая 2023 года, выступит эксперт." },
		{ "ru", "На тринадцатом совещании решено.", "На четырнадцатом совещании решено." },
		{ "zh", "会议于2022年5月23日至27日举行。", "会议于2023年5月22日至26日举行。" },
		{ "zh", "第十三次会议将讨论。", "第十四次会议将讨论。" },
		{ "ar", "يُعقد من 23 إلى 27 أيار/مايو 2022 في فيينا.",
		    "يُعقد من 22 إلى 26 أيار/مايو 2023 في فيينا." },
		{ "ar", "يختتم في 27 أيار/مايو 2022.", "يختتم في 26 أيار/مايو 2023." },
	};
	struct test_house *t = *state;
	struct dais_next_input in = input();

	import_example(t);
	in.opens = (struct dais_date){ 2023, 5, 22 };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct dais_next n;
		struct dais_str now = text_of_next(t, &in, cases[i].lang, cases[i].text, &n);
		bool moves = strcmp(cases[i].text, cases[i].now) != 0, told = false;

		for (size_t k = 0; k < n.lines.n; k++)
			told =
			    told || (n.lines.v[k].what == DAIS_NEXT_WORDS_MOVED &&
					dais_str_has_prefix(n.lines.v[k].id,
					    dais_arena_printf(t->a, "%s/other:", cases[i].lang)));
		if (!dais_str_is(now, cases[i].now) || told != moves)
			fail_msg("%s: %.*s", cases[i].now, DAIS_STR_ARG(now));
	}
}

/* Another month, and a deadline; what is refused stays, and is offered again. */
static void
test_words_are_refused_one_by_one(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	struct dais_str now;
	struct dais_next n;

	import_example(t);
	in.opens = (struct dais_date){ 2023, 6, 5 };
	now = text_of_next(
	    t, &in, "fr", "Du 23 au 27 mai 2022, puis le 27 mai 2022 {{date 2022-05-24}}.", &n);
	assert_str(now, "Du 5 au 9 juin 2023, puis le 9 juin 2023 {{date 2023-06-06}}.");
	for (size_t i = 0; i < n.lines.n; i++)
		if (n.lines.v[i].what == DAIS_NEXT_WORDS_MOVED &&
		    dais_str_is(n.lines.v[i].to, "9 juin 2023"))
			dais_vec_push(t->a, &in.refuse, n.lines.v[i].id);
	assert_int_equal(in.refuse.n, 1);
	now = text_of_next(
	    t, &in, "fr", "Du 23 au 27 mai 2022, puis le 27 mai 2022 {{date 2022-05-24}}.", &n);
	assert_str(now, "Du 5 au 9 juin 2023, puis le 27 mai 2022 {{date 2023-06-06}}.");
	assert_non_null(line(&n, DAIS_NEXT_WORDS_KEPT, dais_arena_cstr(t->a, in.refuse.v[0])));
	/* From one month into another in one word is for people. */
	in.opens = (struct dais_date){ 2023, 5, 29 };
	now = text_of_next(t, &in, "fr", "Du 23 au 27 mai 2022.", &n);
	assert_str(now, "Du 23 au 27 mai 2022.");
	now = text_of_next(t, &in, "fr", "Le 27 mai 2022.", &n);
	assert_str(now, "Le 2 juin 2023.");
	in.opens = (struct dais_date){ 2023, 5, 1 };
	now = text_of_next(t, &in, "fr", "Du 23 au 27 mai 2022 et le 23 mai 2022.", &n);
	assert_str(now, "Du 1er au 5 mai 2023 et le 1er mai 2023.");
}

static void
test_input_is_checked(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	struct dais_next n;

	import_example(t);
	in.opens = (struct dais_date){ 2022, 5, 24 };
	assert_fails(
	    t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err), DAIS_ERR_INVALID);
	in = input();
	in.package = DAIS_STR("No Name");
	assert_fails(
	    t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err), DAIS_ERR_INVALID);
	in = input();
	in.from = DAIS_STR("none");
	assert_fails(
	    t, dais_next_preview(t->h, &in, t->a, &n, &t->diags, &t->err), DAIS_ERR_NOT_FOUND);
}

/* Year after year. */
static void
test_ten_meetings_in_a_row(void **state)
{
	struct test_house *t = *state;
	struct dais_next_input in = input();
	uint64_t change;

	import_example(t);
	for (int year = 2023; year < 2033; year++) {
		DAIS_SNAPSHOT_AUTO s = NULL;

		in.package = dais_arena_printf(t->a, "untoc-%d", year);
		in.opens = (struct dais_date){ year, 5, 22 };
		assert_ok(t, dais_next_make(t->h, &t->secretary, &in, &t->diags, &change, &t->err));
		assert_ok(t, dais_house_working(t->h, in.package, &s, &t->err));
		assert_int_equal(
		    s->record->meetings.v[s->record->together.v[0]].ordinal, year - 2022 + 13);
		in.from = in.package;
	}
}

#define HOUSE_TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(test_what_it_would_be),
		HOUSE_TEST(test_items_are_chosen_and_the_timetable_moves),
		HOUSE_TEST(test_annotations_are_taken_over_as_drafts),
		HOUSE_TEST(test_words_of_references),
		HOUSE_TEST(test_days_in_plain_words),
		HOUSE_TEST(test_words_are_refused_one_by_one),
		HOUSE_TEST(test_input_is_checked),
		HOUSE_TEST(test_ten_meetings_in_a_row),
	};

	choose_engine(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
