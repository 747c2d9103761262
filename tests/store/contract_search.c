/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search, the same on every engine: which texts a query finds in each language, in what order,
 * with what marks, and to whom.
 */
#include "contract_texts.h"

#include "base/buf.h"

static void
words_find_their_texts(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *words, *expected;
	} v[] = {
		{ DAIS_LANG_EN, "technical assistance", "en1 en2" },
		{ DAIS_LANG_EN, "ASSISTANCE Technical", "en1 en2" },
		{ DAIS_LANG_EN, "\"technical assistance\"", "en1" },
		{ DAIS_LANG_EN, "“technical assistance”", "en1" },
		{ DAIS_LANG_EN, "technical -covid", "en1" },
		{ DAIS_LANG_EN, "technical -\"technical assistance\"", "en2" },
		{ DAIS_LANG_EN, "meetings", "en4 en2 en1" },
		{ DAIS_LANG_EN, "\"meetings\"", "en1" },
		{ DAIS_LANG_EN, "party report", "en1" },
		{ DAIS_LANG_EN, "technical -Technical", "" },
		{ DAIS_LANG_EN, "coop*", "en1" },
		{ DAIS_LANG_EN, "assist* natur*", "en2" },
		{ DAIS_LANG_EN, "sub-item", "en2" },
		{ DAIS_LANG_EN, "\"sub items\"", "en2" },
		{ DAIS_LANG_EN, "COVID-19", "en2" },
		{ DAIS_LANG_EN, "covid 19", "en2" },
		{ DAIS_LANG_EN, "COVID19", "en2" },
		{ DAIS_LANG_EN, "secret", "" },
		{ DAIS_LANG_EN, "nowhere*", "" },
		{ DAIS_LANG_EN, "meeting nowhere", "" },
		{ DAIS_LANG_EN, "10/6", "en1" },
		{ DAIS_LANG_EN, "23 May 2022", "en1" },
		{ DAIS_LANG_EN, "\"cooperation the\"", "" }, /* not from title into text */
		{ DAIS_LANG_FR, "conférences", "fr1" },
		{ DAIS_LANG_FR, "conference", "fr1" },
		{ DAIS_LANG_FR, "adoptee", "fr1" },
		{ DAIS_LANG_FR, "d'été", "fr1" },
		{ DAIS_LANG_FR, "\"cote d'ivoire\"", "fr1" },
		{ DAIS_LANG_EN, "Conférence", "fr1" },
		{ DAIS_LANG_RU, "совещаний", "ru1" },
		{ DAIS_LANG_RU, "техническая помощь", "ru1" },
		{ DAIS_LANG_RU, "посвященное", "ru1" },
		{ DAIS_LANG_RU, "\"совещания\"", "ru1" },
		{ DAIS_LANG_RU, "\"совещанию\"", "" },
		{ DAIS_LANG_ES, "reunion", "es1" },
		{ DAIS_LANG_ES, "asistencia TECNICA niño", "es1" },
		{ DAIS_LANG_AR, "الاجتماعات", "ar1" },
		{ DAIS_LANG_AR, "الجريمة المنظمة", "ar1" },
		{ DAIS_LANG_AR, "الجريمه المنظمه", "ar1" },
		{ DAIS_LANG_AR, "تقارير", "ar1" },
		{ DAIS_LANG_AR, "التقرير", "ar1" },
		{ DAIS_LANG_AR, "مكافحة", "ar1" },
		{ DAIS_LANG_AR, "\"الفريق العامل\"", "ar1" },
		{ DAIS_LANG_AR, "الاطراف", "ar1" },
		{ DAIS_LANG_ZH, "会议", "zh1" },
		{ DAIS_LANG_ZH, "技术援助会议", "zh1" },
		{ DAIS_LANG_ZH, "\"技术援助会议\"", "" },
		{ DAIS_LANG_ZH, "\"第十三次会议\"", "zh1" },
		{ DAIS_LANG_ZH, "有组织犯罪 国际合作", "zh1" },
		{ DAIS_LANG_ZH, "工作组的会议", "zh1" },
		{ DAIS_LANG_ZH, "工作的", "zh1" },
		{ DAIS_LANG_ZH, "作会", "" },
		{ DAIS_LANG_ZH, "罪", "zh1" },
		{ DAIS_LANG_ZH, "援*", "zh1" },
		{ DAIS_LANG_ZH, "会议 -犯罪", "" },
	};
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++)
		contract_finds(s, v[i].l, v[i].words, v[i].expected);
	dais_store_close(s);
}

static void
symbols_are_found_by_any_part(void **state)
{
	static const char *const parts[] = { "CTOC/COP/WG.3/2022/3", "ctoc/cop/wg.2/2022/3",
		"WG.2/2022", "WG.2/2022/3", "2022/3", "wg2", "CTOC-COP-WG.3-2022-3",
		"CTOC/COP/WG.2*", "CTOC/COP/WG.2/20*" };
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		contract_finds(s, DAIS_LANG_EN, parts[i], "en1");
	contract_finds(s, DAIS_LANG_EN, "2020/1", "");
	/* Without strokes and points, whole or from the beginning on. */
	contract_finds(s, DAIS_LANG_EN, "ctoccop202010", "fr1");
	contract_finds(s, DAIS_LANG_EN, "CTOCCOP WG3", "ar1 zh1 en1 en2 ru1");
	contract_finds(s, DAIS_LANG_EN, "a1", "");
	/* As addresses are pasted. */
	contract_finds(s, DAIS_LANG_EN, "https://undocs.org/en/CTOC/COP/2020/10", "fr1");
	contract_finds(s, DAIS_LANG_EN, "undocs.org/CTOC/COP/2020/10", "fr1");
	contract_finds(s, DAIS_LANG_EN, "http://localhost:8080/fr/CTOC/COP/2020/10?since=1", "fr1");
	contract_finds(s, DAIS_LANG_EN, "CTOC/COP/2020", "fr1 es1");
	contract_finds(s, DAIS_LANG_EN, "WG.3 -2022/4", "en1");
	contract_finds(s, DAIS_LANG_EN, "ctoc cop wg.3 2022 3", "en1 ar1 zh1 en2 ru1");
	dais_store_close(s);
}

static void
order_is_by_place_then_by_day(void **state)
{
	struct dais_store *s = contract_new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("meeting"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	/* The title that is nothing but the word, the title that has it, the text. */
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "en4 en2 en1");
	q.newest_first = true;
	contract_search_for(s, &q, a, &r);
	assert_str(dais_str_sub(contract_ids(a, &r), 8, 11), "en4");
	/* The same hits in portions. */
	q.newest_first = false;
	q.max = 1;
	q.skip = 1;
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "en2");
	assert_int_equal(r.total, 3);
	q.skip = 3;
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.hits.n, 0);
	/* A whole symbol before contract_texts that only speak of its parts. */
	q = (struct dais_search_query){
		.words = DAIS_STR("CTOC/COP/2020/10"), .language = DAIS_LANG_EN, .max = 20
	};
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "fr1");
	dais_store_close(s);
}

static void
only_those_who_may_find_what_is_restricted(void **state)
{
	struct dais_store *s = contract_new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("secr*"), .language = DAIS_LANG_EN, .max = 5
	};
	struct dais_search_result r;

	(void)state;
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.hits.n, 0);
	assert_int_equal(r.total, 0);
	assert_int_equal(r.facets.n, 0);
	q.restricted = true;
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "en3");
	q.words = DAIS_STR("A/1");
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "en3");
	q.restricted = false;
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 0);
	dais_store_close(s);
}

static size_t
facet(const struct dais_search_result *r, const char *name, const char *value)
{
	for (size_t i = 0; i < r->facets.n; i++)
		if (dais_str_is(r->facets.v[i].facet, name) &&
		    dais_str_is(r->facets.v[i].value, value))
			return r->facets.v[i].count;
	return 0;
}

/* What several bodies have in common is found and counted under each, and under those above once.
 */
static void
common_texts_are_under_each_body(void **state)
{
	struct dais_store *s = contract_new_index();
	struct dais_writing *w = contract_begin(s, "common", "index");
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_search_query q = {
		.words = DAIS_STR("forestry"), .language = DAIS_LANG_EN, .max = 20
	};
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_search_result r;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct dais_index_text *t = dais_vec_add(a, &rows.texts);

		*t = (struct dais_index_text){ .kind = DAIS_STR("item"),
			.package = DAIS_STR("common"),
			.id = dais_arena_printf(a, "common%d", i),
			.language = DAIS_LANG_EN,
			.title = DAIS_STR("Forestry"),
			.body = DAIS_STR("CTOC/COP/WG.3"),
			.year = 2022 };
		if (i)
			dais_vec_push(a, &t->also, DAIS_STR("CTOC/COP/WG.2"));
	}
	dais_vec_push(a, &rows.bodies,
	    ((struct dais_index_body){ .key = DAIS_STR("CTOC/COP/WG.2"),
		.parent = DAIS_STR("CTOC/COP"),
		.as_of = { 2022, 5, 23 } }));
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", "package", "1");
	(void)contract_commit(w);
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	assert_int_equal(facet(&r, "body", "CTOC/COP/WG.3"), 3);
	assert_int_equal(facet(&r, "body", "CTOC/COP/WG.2"), 2);
	for (size_t i = 0; i < r.facets.n; i++)
		assert_int_equal(dais_str_find_char(r.facets.v[i].value, '\x1f', 0), SIZE_MAX);
	q.body = DAIS_STR("CTOC/COP/WG.2");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.body = DAIS_STR("CTOC/COP/WG.3");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	q.body = DAIS_STR("CTOC/COP");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	dais_store_close(s);
}

static void
facets_count_and_filter(void **state)
{
	struct dais_store *s = contract_new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("CTOC"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 7);
	assert_int_equal(facet(&r, "body", "CTOC/COP/WG.3"), 5);
	assert_int_equal(facet(&r, "body", "CTOC/COP"), 2);
	assert_int_equal(facet(&r, "year", "2022"), 5);
	assert_int_equal(facet(&r, "year", "2020"), 2);
	assert_int_equal(facet(&r, "kind", "document"), 7);
	assert_int_equal(facet(&r, "language", "en"), 2);
	assert_int_equal(facet(&r, "language", "zh"), 1);
	assert_int_equal(facet(&r, "genre", "report"), 6);
	q.body = DAIS_STR("CTOC/COP"); /* and those below it */
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 7);
	q.body = DAIS_STR("CTOC/COP/WG.3");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 5);
	q.in = DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_RU);
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.in = 0;
	q.genre = DAIS_STR("background-paper");
	contract_search_for(s, &q, a, &r);
	assert_str(contract_ids(a, &r), "en1");
	q.year = 2020;
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 0);
	q = (struct dais_search_query){
		.words = DAIS_STR("CTOC"), .language = DAIS_LANG_EN, .year = 2020, .max = 20
	};
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.kind = DAIS_STR("nothing");
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.total, 0);
	dais_store_close(s);
}

/* U+E000 and U+E001 as brackets. */
static struct dais_str
bracket(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t at = 0;

	dais_buf_init(&b, 1 << 16);
	while (at < s.n) {
		uint32_t c = dais_str_decode(s, &at);

		dais_buf_put_cp(&b, c == 0xE000 ? '[' : c == 0xE001 ? ']' : c);
	}
	return dais_buf_dup(&b, a);
}

static void
found_words_are_marked(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *words, *title, *snippet;
	} v[] = {
		{ DAIS_LANG_EN, "technical assistance cooperation",
		    "[Technical] [assistance] and international [cooperation]",
		    "The Working Group held two meetings on [technical] [assistance]. The Parties' "
		    "reports were adopted on 23 May 2022; see also resolution 10/6." },
		{ DAIS_LANG_FR, "\"Côte d'Ivoire\" conference", "[Conférence] des Parties",
		    "La [Conférence] a adopté l’ordre du jour. [Côte d’Ivoire] : les [conférences] "
		    "ont "
		    "été tenues à l’été." },
		{ DAIS_LANG_AR, "الجريمة المنظمة", "تقرير عن اجتماع الفريق العامل",
		    "عقد الفريقُ العاملُ اجتماعاتِه لمكافحة [الجريمة] [المنظَّمة] عبر الوطنية، وقدَّم "
		    "مؤتمر "
		    "الأطراف تقريره." },
		{ DAIS_LANG_ZH, "技术援助会议", "[技术援助]工作组第十三次[会议]报告",
		    "联合国打击跨国有组织犯罪公约缔约方[会议]。工作组审议了国际合作问题。" },
		{ DAIS_LANG_EN, "10/6 23-may", "Technical assistance and international cooperation",
		    "The Working Group held two meetings on technical assistance. The Parties' "
		    "reports "
		    "were adopted on [23 May] 2022; see also resolution [10/6]." },
	};
	struct dais_store *s = contract_new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = dais_str_from(v[i].words), .language = v[i].l, .max = 1
		};
		struct dais_search_result r;

		contract_search_for(s, &q, a, &r);
		assert_int_equal(r.hits.n, 1);
		assert_str(bracket(a, r.hits.v[0].title), v[i].title);
		assert_str(bracket(a, r.hits.v[0].snippet), v[i].snippet);
	}
	dais_store_close(s);
}

/* The part with most of the words, at most 240 columns of it, no word cut. */
static void
a_snippet_is_the_part_that_says_most(void **state)
{
	static const char filler[] =
	    "Assistance is here alone, and then comes much that nobody asked for, one sentence "
	    "after "
	    "the other, so that the place where both words stand is beyond what is shown first. ";
	DAIS_BUF_AUTO b = { 0 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct contract_text long_text = { "en8", DAIS_LANG_EN, "Long", "", "", "CTOC/COP", "",
		2022, false };
	struct dais_store *s = contract_new();
	struct dais_search_query q = {
		.words = DAIS_STR("technical assistance"), .language = DAIS_LANG_EN, .max = 5
	};
	struct dais_search_result r;
	struct dais_str snippet;

	(void)state;
	dais_buf_init(&b, 1 << 16);
	for (int i = 0; i < 20; i++)
		dais_buf_puts(
		    &b, i == 10 ? "Now technical assistance is spoken of at length. " : filler);
	long_text.text = b.p;
	contract_put_texts(s, "long-2022", &long_text, 1);
	contract_search_for(s, &q, a, &r);
	assert_int_equal(r.hits.n, 1);
	snippet = bracket(a, r.hits.v[0].snippet);
	assert_true(
	    dais_str_find(snippet, DAIS_STR("[technical] [assistance] is spoken"), 0) < 100);
	assert_true(dais_str_has_prefix(snippet, DAIS_STR("…")));
	assert_true(dais_str_has_suffix(snippet, DAIS_STR("…")));
	assert_in_range(dais_str_count(r.hits.v[0].snippet), 200, 260);
	dais_store_close(s);
}

const struct CMUnitTest contract_search[] = { cmocka_unit_test(words_find_their_texts),
	cmocka_unit_test(symbols_are_found_by_any_part),
	cmocka_unit_test(order_is_by_place_then_by_day),
	cmocka_unit_test(only_those_who_may_find_what_is_restricted),
	cmocka_unit_test(common_texts_are_under_each_body),
	cmocka_unit_test(facets_count_and_filter), cmocka_unit_test(found_words_are_marked),
	cmocka_unit_test(a_snippet_is_the_part_that_says_most) };
const size_t contract_search_n = sizeof(contract_search) / sizeof(*contract_search);
