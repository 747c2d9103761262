/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search against reading every text: random queries over random texts find exactly those that
 * have the words. The reading here knows nothing of indexes, positions or engines.
 */
#include "contract.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "store/search_priv.h"

#define TEXTS 120
#define QUERIES 400

static uint32_t
roll(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static const char *const words_of[DAIS_LANG_COUNT][12] = {
	{ "الاجتماع", "اجتماعات", "الفريق", "فريق", "لمكافحة", "المكافحة", "A/1", "2022",
	    "والأطراف", "الأطراف", "WG.3", "مؤتمر" },
	{ "会议", "工作组", "合作", "国际", "第3次", "报告", "，", "和", "A/1", "2022", "作会",
	    "公约" },
	{ "meeting", "meetings", "WG.3", "WG.3/2022", "A/1", "A/1/Add.1", "2022", "sub-item",
	    "report", "Reports", "State's", "and/or" },
	{ "réunion", "réunions", "l’État", "états", "WG.3", "A/1", "2022", "adoptée", "adopté",
	    "d’action", "action", "rapport" },
	{ "совещание", "совещания", "доклад", "доклада", "группа", "WG.3", "A/1", "2022", "её",
	    "ее", "отчёт", "СТОРОНЫ" },
	{ "reunión", "reuniones", "informe", "WG.3", "A/1", "2022", "niño", "NIÑOS", "partes",
	    "parte", "sub-tema", "grupo" },
};

static void
put_words(struct dais_buf *b, uint32_t *seed, enum dais_lang l, unsigned n)
{
	dais_buf_clear(b);
	dais_buf_puts(b, "");
	for (unsigned i = 0; i < n; i++) {
		if (i && (l != DAIS_LANG_ZH || roll(seed, 4) == 0))
			dais_buf_put_char(b, ' ');
		dais_buf_puts(b, words_of[l][roll(seed, 12)]);
	}
}

/* What is typed: words, some in quotation marks, without, or begun. */
static void
put_query(struct dais_buf *b, uint32_t *seed, enum dais_lang l)
{
	dais_buf_clear(b);
	for (uint32_t i = 0, n = 1 + roll(seed, 3); i < n; i++) {
		struct dais_str word = dais_str_from(words_of[l][roll(seed, 12)]);
		uint32_t kind = roll(seed, 8);

		dais_buf_puts(b, i ? " " : "");
		if (i && roll(seed, 4) == 0)
			dais_buf_put_char(b, '-');
		if (kind < 2) {
			dais_buf_printf(
			    b, "\"%.*s %s\"", DAIS_STR_ARG(word), words_of[l][roll(seed, 12)]);
		} else if (kind == 2) {
			size_t at = 0;

			for (int k = 0; k < 3 && at < word.n; k++)
				(void)dais_str_decode(word, &at);
			dais_buf_printf(b, "%.*s*", (int)at, word.p);
		} else {
			dais_buf_put(b, word);
		}
	}
}

/* ---- reading ---- */

#define FIELD_WORDS 64

struct field {
	struct dais_search_piece words[FIELD_WORDS];
	size_t n;
};

static void
read_field(struct dais_words *words, enum dais_lang l, struct dais_str s, struct dais_arena *a,
    struct field *ret)
{
	struct dais_word w;

	ret->n = 0;
	dais_words_start(words, l, s);
	while (ret->n < FIELD_WORDS && dais_words_next(words, &w)) {
		struct dais_search_piece *p = &ret->words[ret->n++];

		*p = (struct dais_search_piece){ .pair = dais_arena_dup(a, w.pair),
			.key_count = w.key_count };
		for (size_t k = 0; k < w.key_count; k++)
			p->keys[k] = dais_arena_dup(a, w.keys[k]);
		p->plain = p->keys[0];
	}
}

static bool
is_paired(const struct dais_search_term *t, size_t i)
{
	return i < t->pieces.n && t->pieces.v[i].is_close && t->pieces.v[i].pair.n > 0;
}

static bool
is_word(const struct dais_search_term *t, size_t i, const struct dais_search_piece *w)
{
	const struct dais_search_piece *p = &t->pieces.v[i];
	bool as_typed = t->is_exact || is_paired(t, i) || is_paired(t, i + 1);

	if (t->is_prefix && i + 1 == t->pieces.n)
		return dais_str_has_prefix(w->plain, p->plain) && (!is_paired(t, i) || w->pair.n);
	if (is_paired(t, i) && !dais_str_eq(w->pair, p->pair))
		return false;
	if (dais_str_eq(p->plain, w->plain))
		return true;
	for (size_t k = 0; !as_typed && k < p->key_count; k++)
		for (size_t j = 0; j < w->key_count; j++)
			if (dais_str_eq(p->keys[k], w->keys[j]))
				return true;
	return false;
}

static bool
has_term(const struct dais_search_term *t, const struct field *f)
{
	for (size_t from = 0; from + t->pieces.n <= f->n; from++) {
		size_t i = 0;

		while (i < t->pieces.n && is_word(t, i, &f->words[from + i]))
			i++;
		if (i == t->pieces.n)
			return true;
	}
	return false;
}

static bool
has_all(const struct dais_search_terms *terms, const struct field *fields, size_t n)
{
	for (size_t i = 0; i < terms->v.n; i++) {
		bool has = false;

		for (size_t k = 0; k < n; k++)
			has = has || has_term(&terms->v.v[i], &fields[k]);
		if (has == terms->v.v[i].without)
			return false;
	}
	return true;
}

/* ---- both ---- */

static void
put_texts(struct dais_store *s, struct dais_arena *a, struct dais_index_text *texts)
{
	struct dais_writing *w = contract_begin(s, "random", "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO b = { 0 };
	uint32_t seed = 11;

	dais_buf_init(&b, 1 << 16);
	for (unsigned i = 0; i < TEXTS; i++) {
		struct dais_index_text *t = &texts[i];

		*t = (struct dais_index_text){ .package = DAIS_STR("random"),
			.kind = DAIS_STR("item"),
			.id = dais_arena_printf(a, "%u", i),
			.language = (enum dais_lang)(i % DAIS_LANG_COUNT),
			.year = 2000 + (int)roll(&seed, 20) };
		put_words(&b, &seed, t->language, 1 + roll(&seed, 3));
		t->title = dais_buf_dup(&b, a);
		put_words(&b, &seed, t->language, roll(&seed, 8));
		t->text = dais_buf_dup(&b, a);
		t->symbols = roll(&seed, 3) ? DAIS_STR_NONE : DAIS_STR("X/WG.3/2022/1");
		dais_vec_push(a, &rows.texts, *t);
	}
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", "package", "{}");
	(void)contract_commit(w);
}

static void
check_query(struct dais_store *s, struct dais_words *words, enum dais_lang l, struct dais_str typed,
    const struct dais_index_text *texts, unsigned *found)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_query q = { .words = typed, .language = l, .max = DAIS_SEARCH_MAX };
	struct dais_search_terms terms;
	struct dais_search_result r;
	struct dais_err err = DAIS_ERR_INIT;
	bool is_hit[TEXTS] = { false };

	/* The texts of the language of the query alone: keys of others are by other rules. */
	q.in = DAIS_LANG_BIT(l);
	if (!dais_search_parse(words, l, q.in, typed, a, &terms, &err)) {
		struct dais_err again = DAIS_ERR_INIT;

		assert_false(dais_search(s, &q, a, &r, &again));
		return;
	}
	if (!dais_search(s, &q, a, &r, &err))
		fail_msg("%.*s: %s", DAIS_STR_ARG(typed), err.msg);
	assert_int_equal(r.total, r.hits.n);
	for (size_t i = 0; i < r.hits.n; i++) {
		int64_t id;

		assert_true(dais_str_to_int(r.hits.v[i].id, 0, TEXTS - 1, &id));
		is_hit[id] = true;
	}
	for (unsigned i = (unsigned)l; i < TEXTS; i += DAIS_LANG_COUNT) {
		struct field fields[3];

		read_field(words, l, texts[i].title, a, &fields[0]);
		read_field(words, l, texts[i].symbols, a, &fields[1]);
		read_field(words, l, texts[i].text, a, &fields[2]);
		if (has_all(&terms, fields, 3) != is_hit[i])
			fail_msg("%.*s %s \"%.*s\" / \"%.*s\" / \"%.*s\"", DAIS_STR_ARG(typed),
			    is_hit[i] ? "finds" : "does not find", DAIS_STR_ARG(texts[i].title),
			    DAIS_STR_ARG(texts[i].symbols), DAIS_STR_ARG(texts[i].text));
	}
	*found += r.hits.n > 0;
}

static void
random_queries_find_what_reading_finds(void **state)
{
	static struct dais_index_text texts[TEXTS];
	struct dais_store *s = contract_new();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_WORDS_AUTO words = dais_words_new();
	DAIS_BUF_AUTO b = { 0 };
	uint32_t seed = 5;
	unsigned found = 0;

	(void)state;
	dais_buf_init(&b, 4096);
	put_texts(s, a, texts);
	for (unsigned i = 0; i < QUERIES; i++) {
		enum dais_lang l = (enum dais_lang)(i % DAIS_LANG_COUNT);

		put_query(&b, &seed, l);
		check_query(s, words, l, dais_buf_str(&b), texts, &found);
	}
	assert_true(found > QUERIES / 4);
	dais_store_close(s);
}

/* ---- in parts ---- */

#define MANY 600

static void
put_many(struct dais_store *s, struct dais_arena *a)
{
	struct dais_writing *w = contract_begin(s, "many", "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;

	for (unsigned i = 0; i < MANY; i++)
		dais_vec_push(a, &rows.texts,
		    ((struct dais_index_text){ .package = DAIS_STR("many"),
			.kind = DAIS_STR("item"),
			.id = dais_arena_printf(a, "%u", i),
			.language = DAIS_LANG_EN,
			.year = 1990 + (int)(i * 7 % 30),
			.title = i % 10 ? DAIS_STR("Report") : DAIS_STR("Report of the meeting"),
			.text = i % 3 ? DAIS_STR("The meeting was held.")
				      : DAIS_STR("The meeting was not held.") }));
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", "package", "{}");
	(void)contract_commit(w);
}

/* Every hit of @typed once, page by page, in @ret; how many. */
static size_t
read_pages(struct dais_store *s, const char *typed, bool newest_first, int64_t ret[MANY],
    struct dais_arena *kept, struct dais_search_result *ret_first)
{
	struct dais_search_query q = { .words = dais_str_from(typed),
		.language = DAIS_LANG_EN,
		.newest_first = newest_first,
		.max = DAIS_SEARCH_MAX };
	struct dais_err err = DAIS_ERR_INIT;
	size_t n = 0, on_page;

	do {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_search_result r;

		if (!dais_search(s, &q, q.skip ? a : kept, &r, &err))
			fail_msg("%s", err.msg);
		if (q.skip == 0)
			*ret_first = r;
		on_page = r.hits.n;
		assert_true(n + on_page <= MANY);
		/* There is a next page as long as the total says so. */
		assert_true(r.total >= q.skip + on_page);
		assert_true(on_page == q.max || !r.total_is_more);
		for (size_t i = 0; i < on_page; i++)
			assert_true(dais_str_to_int(r.hits.v[i].id, 0, MANY, &ret[n++]));
		q.skip += q.max;
	} while (on_page == q.max);
	return n;
}

static int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

/* How many a facet of @r tells for a value; SIZE_MAX when it does not tell the value. */
static size_t
counted(
    const struct dais_search_result *r, const struct dais_search_facet *value, bool *ret_is_more)
{
	*ret_is_more = false;
	for (size_t i = 0; i < r->facets.n; i++)
		if (dais_str_eq(r->facets.v[i].facet, value->facet) &&
		    dais_str_eq(r->facets.v[i].value, value->value)) {
			*ret_is_more = r->facets.v[i].is_more;
			return r->facets.v[i].count;
		}
	return SIZE_MAX;
}

/* What is told of @part, which was looked through in part, holds in the @whole: counts are exact
 * where they are told to be, else there are no fewer, and every year can be chosen. */
static void
check_facets(const struct dais_search_result *whole, const struct dais_search_result *part)
{
	bool is_more, any_more = false;

	for (size_t i = 0; i < whole->facets.n; i++) {
		const struct dais_search_facet *f = &whole->facets.v[i];
		size_t n = counted(part, f, &is_more);

		assert_false(f->is_more);
		if (dais_str_is(f->facet, "year"))
			assert_int_not_equal(n, SIZE_MAX);
		assert_true(n == SIZE_MAX || (is_more ? n <= f->count : n == f->count));
		any_more = any_more || is_more;
	}
	assert_int_equal(any_more, part->total_is_more);
}

/* Words of many texts are looked through part by part: the pages together are the whole, and newest
 * first each is that of the whole. */
static void
pages_in_parts_are_those_of_the_whole(void **state)
{
	static const char *const typed[] = { "meeting", "report meeting", "\"the meeting\"",
		"meeting -not", "meet* held" };
	static int64_t whole[MANY], parts[MANY];
	struct dais_store *s = contract_new();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t postings = dais_search_part_postings;

	(void)state;
	put_many(s, a);
	for (size_t i = 0; i < 2 * sizeof(typed) / sizeof(*typed); i++) {
		struct dais_search_result r, all;
		size_t n = read_pages(s, typed[i / 2], i % 2, whole, a, &all);

		assert_true(n >= MANY / 2);
		assert_false(all.total_is_more);
		dais_search_part_postings = 400;
		assert_int_equal(read_pages(s, typed[i / 2], i % 2, parts, a, &r), n);
		dais_search_part_postings = postings;
		if (i % 2 == 0) {
			qsort(whole, n, sizeof(*whole), by_number);
			qsort(parts, n, sizeof(*parts), by_number);
		}
		assert_memory_equal(whole, parts, n * sizeof(*whole));
		check_facets(&all, &r);
		if (r.total_is_more)
			assert_in_range(r.about, n * 8 / 10, n * 12 / 10);
	}
	dais_store_close(s);
}

/* ---- corrections ---- */

/* Of words that are equally near that of the reader's language is offered, however many more texts
 * of other languages have another. */
static void
corrections_are_of_the_readers_language(void **state)
{
	static const struct {
		enum dais_lang l;
		const char *title, *meant;
	} v[] = { { DAIS_LANG_EN, "record", "record" }, { DAIS_LANG_FR, "reconde", "reconde" },
		{ DAIS_LANG_ES, "recordz", "recordz" } };
	struct dais_store *s = contract_new();
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, "words", "index");
	struct dais_index_rows rows = { .bodies = { .n = 0 } };
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	for (unsigned i = 0; i < 12; i++)
		dais_vec_push(a, &rows.texts,
		    ((struct dais_index_text){ .package = DAIS_STR("words"),
			.kind = DAIS_STR("item"),
			.id = dais_arena_printf(a, "%u", i),
			.language = v[i < 3 ? i : 0].l,
			.year = 2020,
			.title = dais_str_from(v[i < 3 ? i : 0].title) }));
	if (!dais_index_replace(w, &rows, &err))
		fail_msg("%s", err.msg);
	contract_put(w, "package", "package", "{}");
	(void)contract_commit(w);
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		struct dais_search_query q = { .language = v[i].l, .max = 5 };
		struct dais_search_result r;

		q.words = v[i].l == DAIS_LANG_EN ? DAIS_STR("recordx") : DAIS_STR("recorde");
		if (!dais_search(s, &q, a, &r, &err))
			fail_msg("%s", err.msg);
		assert_int_equal(r.total, 0);
		if (!dais_str_is(r.meant, v[i].meant))
			fail_msg("%.*s means \"%.*s\", expected \"%s\"", DAIS_STR_ARG(q.words),
			    DAIS_STR_ARG(r.meant), v[i].meant);
		q.as_asked = true;
		if (!dais_search(s, &q, a, &r, &err))
			fail_msg("%s", err.msg);
		assert_int_equal(r.total, 0);
		assert_int_equal(r.meant.n, 0);
	}
	dais_store_close(s);
}

const struct CMUnitTest contract_search_plainly[] = { cmocka_unit_test(
							  random_queries_find_what_reading_finds),
	cmocka_unit_test(pages_in_parts_are_those_of_the_whole),
	cmocka_unit_test(corrections_are_of_the_readers_language) };
const size_t contract_search_plainly_n =
    sizeof(contract_search_plainly) / sizeof(*contract_search_plainly);
