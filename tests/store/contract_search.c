/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search, the same on every engine: which texts a query finds in each language, in what order,
 * with what marks, and to whom.
 */
#include "contract.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/search.h"
#include "text/words.h"

static struct dais_str
str(const char *c)
{
	return dais_str_from(c);
}

struct text {
	const char *id;
	enum dais_lang l;
	const char *title, *text, *symbols, *body, *genre;
	int year;
	bool restricted;
};

static const struct text texts[] = {
	{ "en1", DAIS_LANG_EN, "Technical assistance and international cooperation",
	    "The Working Group held two meetings on technical assistance.\nThe Parties' reports "
	    "were "
	    "adopted on 23 May 2022; see also resolution 10/6.",
	    "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3 CTOC/COP/WG.2/2022/3 CTOC/COP/WG.3/2022/3",
	    "CTOC/COP/WG.3", "background-paper", 2022, false },
	{ "en2", DAIS_LANG_EN, "Report on the meeting of the Working Group",
	    "Assistance of a technical nature. COVID-19 and sub-items (a) and (b).",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "en3", DAIS_LANG_EN, "Draft protocol", "A secret about technical assistance.", "A/1",
	    "CTOC/COP", "report", 2021, true },
	{ "en4", DAIS_LANG_EN, "Meeting", "Nothing but the meeting of the year.", "", "CTOC/COP",
	    "", 2020, false },
	{ "fr1", DAIS_LANG_FR, "Conférence des Parties",
	    "La Conférence a adopté l’ordre du jour. Côte d’Ivoire : les conférences ont été "
	    "tenues à "
	    "l’été.",
	    "CTOC/COP/2020/10", "CTOC/COP", "report", 2020, false },
	{ "ru1", DAIS_LANG_RU, "Доклад о работе совещания",
	    "Рабочая группа провела совещание, посвящённое оказанию технической помощи.",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "es1", DAIS_LANG_ES, "Informe de la reunión",
	    "Las reuniones de los grupos de trabajo; asistencia técnica para niños.",
	    "CTOC/COP/2020/11", "CTOC/COP", "report", 2020, false },
	{ "ar1", DAIS_LANG_AR, "تقرير عن اجتماع الفريق العامل",
	    "عقد الفريقُ العاملُ اجتماعاتِه لمكافحة الجريمة المنظَّمة عبر الوطنية، وقدَّم مؤتمر الأطراف "
	    "تقريره.",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
	{ "zh1", DAIS_LANG_ZH, "技术援助工作组第十三次会议报告",
	    "联合国打击跨国有组织犯罪公约缔约方会议。工作组审议了国际合作问题。",
	    "CTOC/COP/WG.3/2022/4", "CTOC/COP/WG.3", "report", 2022, false },
};
#define TEXTS (sizeof(texts) / sizeof(*texts))

static struct dais_index_text
index_text(const struct text *t)
{
	return (struct dais_index_text){ .kind = DAIS_STR("document"),
		.id = str(t->id),
		.language = t->l,
		.title = str(t->title),
		.text = str(t->text),
		.symbols = str(t->symbols),
		.body = str(t->body),
		.genre = str(t->genre),
		.year = t->year,
		.restricted = t->restricted };
}

static void
put_texts(struct dais_store *s, const char *package, const struct text *v, size_t n)
{
	static const struct {
		const char *key, *parent;
	} bodies[] = { { "CTOC/COP", "" }, { "CTOC/COP/WG.3", "CTOC/COP" } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, package, "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;
	static unsigned turn;
	char value[16];

	for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++)
		dais_vec_push(a, &rows.bodies,
		    ((struct dais_index_body){ .key = str(bodies[i].key),
			.parent = str(bodies[i].parent),
			.as_of = { 2022, 5, 23 } }));
	for (size_t i = 0; i < n; i++) {
		struct dais_index_text t = index_text(&v[i]);

		t.package = str(package);
		dais_vec_push(a, &rows.texts, t);
	}
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	(void)snprintf(value, sizeof(value), "%u", ++turn);
	contract_put(w, "package", "package", value);
	(void)contract_commit(w);
}

static struct dais_store *
new_index(void)
{
	struct dais_store *s = contract_new();

	put_texts(s, "untoc-2022", texts, TEXTS);
	return s;
}

static void
search(struct dais_store *s, const struct dais_search_query *q, struct dais_arena *a,
    struct dais_search_result *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_search(s, q, a, ret, &err))
		fail_msg("%.*s: %s", DAIS_STR_ARG(q->words), err.msg);
}

/* Ids of the hits, in their order: "en1 en2". */
static struct dais_str
ids(struct dais_arena *a, const struct dais_search_result *r)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 4096);
	dais_buf_puts(&b, "");
	for (size_t i = 0; i < r->hits.n; i++)
		dais_buf_printf(&b, "%s%.*s", i ? " " : "", DAIS_STR_ARG(r->hits.v[i].id));
	return dais_buf_dup(&b, a);
}

static void
check_finds(struct dais_store *s, enum dais_lang l, const char *words, const char *expected)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = str(words), .language = l, .max = 20 };
	struct dais_search_result r;
	struct dais_str got;

	search(s, &q, a, &r);
	got = ids(a, &r);
	if (!dais_str_is(got, expected))
		fail_msg("%s finds \"%.*s\", expected \"%s\"", words, DAIS_STR_ARG(got), expected);
	assert_int_equal(r.total, r.hits.n);
}

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
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++)
		check_finds(s, v[i].l, v[i].words, v[i].expected);
	dais_store_close(s);
}

static void
symbols_are_found_by_any_part(void **state)
{
	static const char *const parts[] = { "CTOC/COP/WG.3/2022/3", "ctoc/cop/wg.2/2022/3",
		"WG.2/2022", "WG.2/2022/3", "2022/3", "wg2", "CTOC-COP-WG.3-2022-3",
		"CTOC/COP/WG.2*", "CTOC/COP/WG.2/20*" };
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		check_finds(s, DAIS_LANG_EN, parts[i], "en1");
	check_finds(s, DAIS_LANG_EN, "2020/1", "");
	/* Without strokes and points, whole or from the beginning on. */
	check_finds(s, DAIS_LANG_EN, "ctoccop202010", "fr1");
	check_finds(s, DAIS_LANG_EN, "CTOCCOP WG3", "ar1 zh1 en1 en2 ru1");
	check_finds(s, DAIS_LANG_EN, "a1", "");
	/* As addresses are pasted. */
	check_finds(s, DAIS_LANG_EN, "https://undocs.org/en/CTOC/COP/2020/10", "fr1");
	check_finds(s, DAIS_LANG_EN, "undocs.org/CTOC/COP/2020/10", "fr1");
	check_finds(s, DAIS_LANG_EN, "http://localhost:8080/fr/CTOC/COP/2020/10?since=1", "fr1");
	check_finds(s, DAIS_LANG_EN, "CTOC/COP/2020", "fr1 es1");
	check_finds(s, DAIS_LANG_EN, "WG.3 -2022/4", "en1");
	check_finds(s, DAIS_LANG_EN, "ctoc cop wg.3 2022 3", "en1 ar1 zh1 en2 ru1");
	dais_store_close(s);
}

static void
order_is_by_place_then_by_day(void **state)
{
	struct dais_store *s = new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("meeting"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	/* The title that is nothing but the word, the title that has it, the text. */
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "en4 en2 en1");
	q.newest_first = true;
	search(s, &q, a, &r);
	assert_str(dais_str_sub(ids(a, &r), 8, 11), "en4");
	/* The same hits in portions. */
	q.newest_first = false;
	q.max = 1;
	q.skip = 1;
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "en2");
	assert_int_equal(r.total, 3);
	q.skip = 3;
	search(s, &q, a, &r);
	assert_int_equal(r.hits.n, 0);
	/* A whole symbol before texts that only speak of its parts. */
	q = (struct dais_search_query){
		.words = DAIS_STR("CTOC/COP/2020/10"), .language = DAIS_LANG_EN, .max = 20
	};
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "fr1");
	dais_store_close(s);
}

static void
only_those_who_may_find_what_is_restricted(void **state)
{
	struct dais_store *s = new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("secr*"), .language = DAIS_LANG_EN, .max = 5
	};
	struct dais_search_result r;

	(void)state;
	search(s, &q, a, &r);
	assert_int_equal(r.hits.n, 0);
	assert_int_equal(r.total, 0);
	assert_int_equal(r.facets.n, 0);
	q.restricted = true;
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "en3");
	q.words = DAIS_STR("A/1");
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "en3");
	q.restricted = false;
	search(s, &q, a, &r);
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
	struct dais_store *s = new_index();
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
	search(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	assert_int_equal(facet(&r, "body", "CTOC/COP/WG.3"), 3);
	assert_int_equal(facet(&r, "body", "CTOC/COP/WG.2"), 2);
	for (size_t i = 0; i < r.facets.n; i++)
		assert_int_equal(dais_str_find_char(r.facets.v[i].value, '\x1f', 0), SIZE_MAX);
	q.body = DAIS_STR("CTOC/COP/WG.2");
	search(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.body = DAIS_STR("CTOC/COP/WG.3");
	search(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	q.body = DAIS_STR("CTOC/COP");
	search(s, &q, a, &r);
	assert_int_equal(r.total, 3);
	dais_store_close(s);
}

static void
facets_count_and_filter(void **state)
{
	struct dais_store *s = new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("CTOC"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	search(s, &q, a, &r);
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
	search(s, &q, a, &r);
	assert_int_equal(r.total, 7);
	q.body = DAIS_STR("CTOC/COP/WG.3");
	search(s, &q, a, &r);
	assert_int_equal(r.total, 5);
	q.in = DAIS_LANG_BIT(DAIS_LANG_AR) | DAIS_LANG_BIT(DAIS_LANG_RU);
	search(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.in = 0;
	q.genre = DAIS_STR("background-paper");
	search(s, &q, a, &r);
	assert_str(ids(a, &r), "en1");
	q.year = 2020;
	search(s, &q, a, &r);
	assert_int_equal(r.total, 0);
	q = (struct dais_search_query){
		.words = DAIS_STR("CTOC"), .language = DAIS_LANG_EN, .year = 2020, .max = 20
	};
	search(s, &q, a, &r);
	assert_int_equal(r.total, 2);
	q.kind = DAIS_STR("nothing");
	search(s, &q, a, &r);
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
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = str(v[i].words), .language = v[i].l, .max = 1
		};
		struct dais_search_result r;

		search(s, &q, a, &r);
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
	struct text long_text = { "en8", DAIS_LANG_EN, "Long", "", "", "CTOC/COP", "", 2022,
		false };
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
	put_texts(s, "long-2022", &long_text, 1);
	search(s, &q, a, &r);
	assert_int_equal(r.hits.n, 1);
	snippet = bracket(a, r.hits.v[0].snippet);
	assert_true(
	    dais_str_find(snippet, DAIS_STR("[technical] [assistance] is spoken"), 0) < 100);
	assert_true(dais_str_has_prefix(snippet, DAIS_STR("…")));
	assert_true(dais_str_has_suffix(snippet, DAIS_STR("…")));
	assert_in_range(dais_str_count(r.hits.v[0].snippet), 200, 260);
	dais_store_close(s);
}

static void
replacing_and_emptying_leave_nothing_behind(void **state)
{
	static const struct text one[] = { { "en9", DAIS_LANG_EN, "Another title", "other words",
	    "B/9", "CTOC/COP", "", 2023, false } };
	struct dais_store *s = new_index();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = DAIS_STR("other"), .max = 20 };
	struct dais_search_result r;

	(void)state;
	q.language = DAIS_LANG_EN;
	put_texts(s, "other-2023", one, 1);
	check_finds(s, DAIS_LANG_EN, "other", "en9");
	check_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	put_texts(s, "untoc-2022", texts, 1);
	check_finds(s, DAIS_LANG_EN, "technical assistance", "en1");
	check_finds(s, DAIS_LANG_EN, "covid", "");
	check_finds(s, DAIS_LANG_RU, "совещание", "");
	put_texts(s, "untoc-2022", texts, TEXTS);
	check_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	put_texts(s, "untoc-2022", texts, 0);
	check_finds(s, DAIS_LANG_EN, "technical", "");
	check_finds(s, DAIS_LANG_EN, "other", "en9");
	search(s, &q, a, &r);
	assert_str(r.hits.v[0].package, "other-2023");
	dais_store_close(s);
}

/* As after an update of dais whose rules give other keys. */
static void
an_index_by_other_rules_is_made_again(void **state)
{
	static const struct text one[] = { { "en9", DAIS_LANG_EN, "Another title", "other words",
	    "B/9", "CTOC/COP", "", 2023, false } };
	struct dais_store *s = new_index();
	struct dais_sql *c = dais_store_sql(s);
	struct dais_err err = DAIS_ERR_INIT;
	bool unsure;

	(void)state;
	assert_true(dais_sql_begin(c, DAIS_SQL_WRITE, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_VALUES_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("rules"))), NULL, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_INDEX_EMPTY, DAIS_SQL_NO_ARGS, NULL, &err));
	assert_true(dais_sql_commit(c, &unsure, &err));
	check_finds(s, DAIS_LANG_EN, "technical assistance", "");
	put_texts(s, "other-2023", one, 1);
	check_finds(s, DAIS_LANG_EN, "technical assistance", "en1 en2");
	check_finds(s, DAIS_LANG_EN, "CTOC/COP/2020/10", "fr1");
	check_finds(s, DAIS_LANG_EN, "other", "en9");
	put_texts(s, "untoc-2022", texts, 0);
	check_finds(s, DAIS_LANG_EN, "technical assistance", "");
	dais_store_close(s);
}

/* More texts than are made at once: the newest are found first, and what is written meanwhile
 * stands where it belongs. */
static void
an_index_is_made_again_in_portions(void **state)
{
	static const struct text one[] = { { "en9", DAIS_LANG_EN, "Another title", "other words",
	    "B/9", "CTOC/COP", "", 1950, false } };
	static struct text many[1200];
	struct dais_store *s = contract_new();
	struct dais_sql *c = dais_store_sql(s);
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = {
		.words = DAIS_STR("meeting"), .language = DAIS_LANG_EN, .max = 1
	};
	struct dais_search_result r;
	bool behind, unsure;
	size_t done;

	(void)state;
	for (int i = 0; i < 1200; i++)
		many[i] = (struct text){ "m", DAIS_LANG_EN, "Meeting", "of the year", "",
			"CTOC/COP", "", 1990 + i % 30, false };
	put_texts(s, "many", many, 1200);
	assert_true(dais_search_is_behind(s, &behind, &err) && !behind);
	assert_true(dais_sql_begin(c, DAIS_SQL_WRITE, &err));
	assert_true(dais_sql_run(c, DAIS_SQL_SEARCH_VALUES_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("rules"))), NULL, &err));
	assert_true(dais_sql_commit(c, &unsure, &err));
	assert_true(dais_search_is_behind(s, &behind, &err) && behind);
	assert_true(dais_search_make(s, &done, &behind, &err));
	assert_int_equal(done, 1000);
	assert_true(behind);
	search(s, &q, a, &r);
	assert_int_equal(r.total, 1000);
	assert_true(r.is_partial);
	assert_int_equal(r.hits.v[0].year, 2019);
	/* Out and in, before and behind the place that is reached; a release makes a portion, too.
	 */
	put_texts(s, "many", many, 10);
	put_texts(s, "other-1950", one, 1);
	assert_true(dais_search_is_behind(s, &behind, &err) && !behind);
	assert_true(dais_search_make(s, &done, &behind, &err) && !behind && done == 0);
	check_finds(s, DAIS_LANG_EN, "other", "en9");
	search(s, &q, a, &r);
	assert_int_equal(r.total, 10);
	assert_false(r.is_partial);
	dais_store_close(s);
}

static void
what_was_meant_is_told(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed, *meant;
	} v[] = {
		{ DAIS_LANG_EN, "tecnical assistanse", "technical assistance" },
		{ DAIS_LANG_EN, "Technicla -draft", "Technical -draft" },
		{ DAIS_LANG_FR, "conferance", "conférence" },
		{ DAIS_LANG_RU, "технической помщи", "технической помощи" },
		{ DAIS_LANG_AR, "الاجتماعاتت", "اجتماعاته" },
		{ DAIS_LANG_AR, "الفريف", "الفريق" },
		{ DAIS_LANG_EN, "qqqqq", "" },
		{ DAIS_LANG_EN, "technical qqqqq", "technical" },
		{ DAIS_LANG_EN, "qqqqq technical wwwww -draft", "technical -draft" },
		{ DAIS_LANG_EN, "echnical assistance", "technical assistance" },
		{ DAIS_LANG_EN, "technicalassistance", "technical assistance" },
		{ DAIS_LANG_EN, "CTOC/COP/WG.3/2022/99", "CTOC/COP/WG.3/2022" },
		{ DAIS_LANG_EN, "A/1", "" }, /* restricted */
		{ DAIS_LANG_EN, "secert", "" }, /* restricted: no word of the public */
		{ DAIS_LANG_EN, "technical cooperation zz*", "technical cooperation" },
		{ DAIS_LANG_ZH, "会仪", "" },
	};
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = str(v[i].typed), .language = v[i].l, .max = 5
		};
		struct dais_search_result r;

		search(s, &q, a, &r);
		assert_int_equal(r.total, 0);
		if (!dais_str_is(r.meant, v[i].meant))
			fail_msg("%s means \"%.*s\", expected \"%s\"", v[i].typed,
			    DAIS_STR_ARG(r.meant), v[i].meant);
	}
	dais_store_close(s);
}

static void
suggestions_complete_what_is_typed(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *typed, *first;
		size_t n;
	} v[] = {
		{ DAIS_LANG_EN, "CTOC/COP/WG.2", "CTOC/COP/WG.2/2022/3-CTOC/COP/WG.3/2022/3", 2 },
		{ DAIS_LANG_EN, "ctoc/cop/wg.3/2022/", "CTOC/COP/WG.3/2022/4", 2 },
		{ DAIS_LANG_EN, "ctoc/cop/2020/11", "CTOC/COP/2020/11", 1 },
		{ DAIS_LANG_EN, "WG.3/2022", "",
		    0 }, /* symbols are completed from their beginning */
		{ DAIS_LANG_EN, "techn", "Technical assistance and international cooperation", 1 },
		{ DAIS_LANG_EN, "international coop",
		    "Technical assistance and international cooperation", 1 },
		{ DAIS_LANG_EN, "draft prot", "", 0 }, /* restricted */
		{ DAIS_LANG_FR, "conference des p", "Conférence des Parties", 1 },
		{ DAIS_LANG_ZH, "技术援", "技术援助工作组第十三次会议报告", 1 },
		{ DAIS_LANG_AR, "اجتماع", "تقرير عن اجتماع الفريق العامل", 1 },
		{ DAIS_LANG_EN, "t", "", 0 },
		{ DAIS_LANG_EN, "", "", 0 },
		{ DAIS_LANG_EN, "--", "", 0 },
		{ DAIS_LANG_EN, "\"techn", "", 0 },
	};
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		dais_search_suggestion_vec found;
		struct dais_err err = DAIS_ERR_INIT;

		if (!dais_search_suggest(s, str(v[i].typed), v[i].l, false, 10, a, &found, &err))
			fail_msg("%s: %s", v[i].typed, err.msg);
		if (found.n != v[i].n)
			fail_msg("%s: %zu suggestions", v[i].typed, found.n);
		if (found.n)
			assert_str(found.v[0].words, v[i].first);
	}
	dais_store_close(s);
}

/* Every word of every text finds that text, typed as it stands there. */
static void
every_word_finds_its_text(void **state)
{
	struct dais_store *s = new_index();
	DAIS_WORDS_AUTO words = dais_words_new();
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		const struct dais_str all[] = { str(texts[i].title), str(texts[i].text),
			str(texts[i].symbols) };

		for (size_t k = 0; k < 3; k++) {
			struct dais_word w;

			dais_words_start(words, texts[i].l, all[k]);
			while (dais_words_next(words, &w)) {
				DAIS_ARENA_AUTO a = dais_arena_new(0);
				struct dais_search_query q = { .words = dais_str_sub(
								   all[k], w.at, w.at + w.n),
					.language = texts[i].l,
					.restricted = true,
					.max = 20 };
				struct dais_search_result r;
				bool found = false;

				search(s, &q, a, &r);
				for (size_t h = 0; h < r.hits.n; h++)
					found = found || dais_str_is(r.hits.v[h].id, texts[i].id);
				if (!found)
					fail_msg("%.*s does not find %s", DAIS_STR_ARG(q.words),
					    texts[i].id);
				tried++;
			}
		}
	}
	assert_true(tried > 200);
	dais_store_close(s);
}

/* Whatever is typed is a query or is said to have no words. */
static void
nothing_typed_is_an_error_of_syntax(void **state)
{
	static const char *const typed[] = { "", " ", "-", "\"", "\"\"", "*", "-x", "- -", "a\"b",
		"a*b*", "(a OR b) NEAR/3 c", "a AND", "title:x", "^a", "'a' & !b", "a:*", "\\",
		"a'b''c", ") (", "--a", "-\"a", "\"a b", "{a}", "NOT", "$1",
		"a;DROP TABLE search_text", "=a/1", "@k1", "\xFF\xFE", "会-议",
		"a\x1F"
		"b" };
	struct dais_store *s = new_index();

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_query q = {
			.words = str(typed[i]), .language = DAIS_LANG_EN, .max = 20
		};
		struct dais_search_result r;
		struct dais_err err = DAIS_ERR_INIT;

		if (!dais_search(s, &q, a, &r, &err))
			assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
	check_finds(s, DAIS_LANG_EN, "=technical @assistance", "en1 en2");
	dais_store_close(s);
}

const struct CMUnitTest contract_search[] = { cmocka_unit_test(words_find_their_texts),
	cmocka_unit_test(symbols_are_found_by_any_part),
	cmocka_unit_test(order_is_by_place_then_by_day),
	cmocka_unit_test(only_those_who_may_find_what_is_restricted),
	cmocka_unit_test(facets_count_and_filter),
	cmocka_unit_test(common_texts_are_under_each_body),
	cmocka_unit_test(found_words_are_marked),
	cmocka_unit_test(a_snippet_is_the_part_that_says_most),
	cmocka_unit_test(replacing_and_emptying_leave_nothing_behind),
	cmocka_unit_test(an_index_by_other_rules_is_made_again),
	cmocka_unit_test(an_index_is_made_again_in_portions),
	cmocka_unit_test(what_was_meant_is_told),
	cmocka_unit_test(suggestions_complete_what_is_typed),
	cmocka_unit_test(every_word_finds_its_text),
	cmocka_unit_test(nothing_typed_is_an_error_of_syntax) };
const size_t contract_search_n = sizeof(contract_search) / sizeof(*contract_search);
