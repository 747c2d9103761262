/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PostgreSQL gives matches in no order: to find the newest it fetches and sorts all. A frequent
 * word is therefore asked for span by span of the time, from the newest on, until there are
 * enough. Each text has the numbers of its spans among its keys (of 64 days, of eight and of
 * sixty-four times as many), and the table of words says how many texts a slice of 64 days has. A
 * span is asked for by one key: two keys that a text has both are found fast, one of several are
 * not. SQLite gives the newest first by itself: for it everything is one part, unless looking
 * through everything would take long.
 */
#include <limits.h>

#include "store/search_id.h"
#include "store/search_priv.h"

int64_t dais_search_part_texts = 16000;
int64_t dais_search_part_postings = 50000;
int64_t dais_search_terms_postings = 400000;
#define LEAST_TERMS 4 /* that all texts have which are found */

bool
dais_search_slices_read(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_SEARCH_SLICES, DAIS_SQL_NO_ARGS, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str key = dais_sql_column(&rows, 0);
		struct dais_search_slice *slice = dais_vec_add(a, &ret->v);
		int64_t number = 0;

		(void)dais_str_to_int(
		    dais_str_sub(key, strlen(DAIS_SEARCH_SLICE_KEY), key.n), 0, UINT_MAX, &number);
		slice->number = (unsigned)number;
		slice->texts = dais_sql_column_int(&rows, 1);
		ret->texts += slice->texts;
	}
	return !row;
}

bool
dais_search_slices_begin(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err)
{
	*ret = (struct dais_search_slices){ .after = -1, .last = INT64_MAX, .rarest = INT64_MAX };
	return dais_search_engine_of(c) == DAIS_SEARCH_SQLITE ||
	       dais_search_slices_read(c, a, ret, err);
}

/* The keys of the first positions of @terms as a list in JSON. */
static struct dais_str
list_keys(const struct dais_search_terms *terms, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };
	bool is_first = true;

	dais_buf_init(&b, (size_t)1 << 20);
	dais_buf_put_char(&b, '[');
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_position *p = &terms->v.v[i].positions.v[0];

		for (size_t k = 0; k < p->keys.n; k++) {
			dais_buf_printf(
			    &b, "%s\"%.*s\"", is_first ? "" : ",", DAIS_STR_ARG(p->keys.v[k]));
			is_first = false;
		}
	}
	dais_buf_put_char(&b, ']');
	DAIS_ASSERT(!dais_buf_has_failed(&b));
	return dais_buf_dup(&b, a);
}

/* In how many texts the first position of each term stands, at most, into @ret. */
static bool
count_texts(struct dais_sql *c, const struct dais_search_terms *terms, struct dais_arena *a,
    int64_t *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_map counts;
	DAIS_VEC(int64_t) texts = { 0 };
	bool row = true;

	dais_map_init(&counts, a);
	if (!dais_sql_query(c, DAIS_SQL_SEARCH_WORDS_TEXTS,
		DAIS_SQL_ARGS(dais_sql_text(list_keys(terms, a))), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		if (dais_map_add(&counts, dais_sql_column_dup(&rows, 0, a), texts.n))
			dais_vec_push(a, &texts, dais_sql_column_int(&rows, 1));
	if (row)
		return false;
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_position *p = &terms->v.v[i].positions.v[0];

		ret[i] = 0;
		for (size_t k = 0; k < p->keys.n; k++) {
			size_t at = dais_map_get(&counts, p->keys.v[k]);

			ret[i] += at < texts.n ? texts.v[at] : 0; /* none: NONE */
		}
	}
	return true;
}

/* Keys of symbols without strokes, and of neighbours, stand in no table of words. */
static bool
is_counted(const struct dais_search_term *t)
{
	const struct dais_search_position *p = &t->positions.v[0];

	return p->keys.n == 0 || (p->keys.v[0].p[0] != '#' && p->keys.v[0].p[0] != '%');
}

/* Whether a text may be without the term when the others are in it: plain words. */
static bool
may_be_missed(const struct dais_search_term *t)
{
	return !t->without && !t->may_miss && !t->is_exact && !t->is_prefix && !t->is_symbol;
}

/* Of many words the most frequent ones may be missed, as long as reading what the index has of all
 * of them takes long: what else is typed says what is looked for. */
static void
relax(struct dais_search_terms *terms, const int64_t *texts)
{
	size_t wanted = 0;
	int64_t postings = 0;

	for (size_t i = 0; i < terms->v.n; i++) {
		wanted += !terms->v.v[i].without;
		postings += texts[i];
		terms->v.v[i].may_miss = false;
	}
	while (postings > dais_search_terms_postings && wanted > LEAST_TERMS) {
		size_t most = terms->v.n;

		for (size_t i = 0; i < terms->v.n; i++)
			if (may_be_missed(&terms->v.v[i]) &&
			    (most == terms->v.n || texts[i] > texts[most]))
				most = i;
		if (most == terms->v.n)
			return;
		terms->v.v[most].may_miss = true;
		postings -= texts[most];
		wanted--;
	}
}

/* What looking through @texts texts for @t takes: each of its words in a row is looked for, but
 * the parts of a symbol leave few texts after one another. */
static int64_t
postings_of(const struct dais_search_term *t, int64_t texts)
{
	int64_t looked_for = 0;

	for (size_t i = 0; i < t->positions.n; i++)
		looked_for += !t->positions.v[i].is_said;
	return t->is_symbol ? texts : texts * looked_for;
}

bool
dais_search_slices_limit(struct dais_sql *c, struct dais_search_terms *terms, struct dais_arena *a,
    struct dais_search_slices *s, struct dais_err *err)
{
	int64_t *texts = DAIS_NEW_N(a, terms->v.n + 1, int64_t), postings = 0;

	if (!count_texts(c, terms, a, texts, err))
		return false;
	relax(terms, texts);
	s->rarest = INT64_MAX;
	for (size_t i = 0; i < terms->v.n; i++) {
		if (terms->v.v[i].may_miss)
			continue;
		postings += postings_of(&terms->v.v[i], texts[i]);
		if (!terms->v.v[i].without && texts[i] < s->rarest && is_counted(&terms->v.v[i]))
			s->rarest = texts[i];
	}
	if (dais_search_engine_of(c) == DAIS_SEARCH_POSTGRESQL ||
	    postings <= dais_search_part_postings)
		return true;
	if (!dais_search_slices_read(c, a, s, err))
		return false;
	s->size =
	    (int64_t)((double)s->texts * (double)dais_search_part_postings / (double)postings) + 1;
	return true;
}

int64_t
dais_search_slices_estimate(const struct dais_search_slices *s, size_t found, int64_t last)
{
	const int64_t slice = (int64_t)1 << DAIS_SEARCH_SLICE_SHIFT;
	unsigned reached = dais_search_id_slice(last);
	double looked_at = 0, part = ((double)(last & (slice - 1)) + 1) / (double)slice;
	int64_t step = 1, likely;

	/* Of the slice that the last one stands in what lies before its day. */
	for (size_t i = 0; i < s->v.n && s->v.v[i].number <= reached; i++)
		looked_at += (double)s->v.v[i].texts * (s->v.v[i].number == reached ? part : 1);
	if (looked_at <= 0)
		return 0;
	looked_at = looked_at < (double)found ? (double)found : looked_at;
	likely = (int64_t)((double)found * (double)s->texts / looked_at);
	while (likely / step >= 100)
		step *= 10;
	return likely / step * step;
}

/* How many texts the next part is to have when @found of @wanted were found in those before. */
static int64_t
size_of_part(const struct dais_search_slices *s, size_t found, size_t wanted)
{
	double likely = 0;

	/* Words that are rare together, or stand together in a few years alone: more each time. */
	if (s->size)
		return s->looked_at == 0 ? s->size : 3 * s->looked_at;
	if (s->looked_at == 0 && s->rarest < s->texts)
		likely = (double)wanted * (double)s->texts / (double)(s->rarest + 1);
	else if (s->looked_at)
		likely =
		    (double)(wanted - found) * (double)s->looked_at / (double)(found ? found : 1);
	likely += likely / 4;
	if (likely < 2.0 * (double)s->looked_at)
		likely = 2.0 * (double)s->looked_at;
	if (likely < (double)dais_search_part_texts)
		return dais_search_part_texts;
	return likely > (double)s->texts ? s->texts : (int64_t)likely;
}

/* The texts of the span of level @level that the next slice is in; *@ret_end the slice behind it.
 */
static int64_t
texts_of_span(const struct dais_search_slices *s, unsigned level, size_t *ret_end)
{
	unsigned shift = DAIS_SEARCH_SPAN_SHIFT * level, number = s->v.v[s->at].number >> shift;
	int64_t texts = 0;
	size_t end = s->at;

	for (; end < s->v.n && s->v.v[end].number >> shift == number; end++)
		texts += s->v.v[end].texts;
	*ret_end = end;
	return texts;
}

/* The next span, of at most @most texts where it is more than one slice. */
static struct dais_search_span
take_span(struct dais_search_slices *s, int64_t most)
{
	unsigned number = s->v.v[s->at].number, taken = 0;
	size_t end;

	for (unsigned level = DAIS_SEARCH_SPAN_LEVELS - 1; level > 0 && taken == 0; level--) {
		unsigned shift = DAIS_SEARCH_SPAN_SHIFT * level;
		/* One that begins in what was looked at already is not taken. */
		bool is_begun = s->at > 0 && number >> shift == s->v.v[s->at - 1].number >> shift;

		if (!is_begun && texts_of_span(s, level, &end) <= most)
			taken = level;
	}
	s->looked_at += texts_of_span(s, taken, &end);
	s->at = end;
	return (struct dais_search_span){ taken, number >> (DAIS_SEARCH_SPAN_SHIFT * taken) };
}

/* The next part of PostgreSQL: all in one go when words are few or all is little, else spans. */
static void
take_spans(struct dais_search_slices *s, int64_t size, struct dais_search_part *ret)
{
	int64_t had = s->looked_at;

	if (had == 0 &&
	    (s->texts <= dais_search_part_texts || s->rarest <= dais_search_part_texts * 3 / 4)) {
		s->ended = true;
		return;
	}
	while (s->at < s->v.n && ret->n < DAIS_SEARCH_SPANS_MAX && s->looked_at - had < size)
		ret->spans[ret->n++] = take_span(s, size - (s->looked_at - had));
	s->after = dais_search_slice_last(s->v.v[s->at - 1].number);
	s->ended = s->at == s->v.n;
}

bool
dais_search_slices_next(
    struct dais_search_slices *s, size_t found, size_t wanted, struct dais_search_part *ret)
{
	int64_t size;

	if (s->ended || found >= wanted)
		return false;
	*ret = (struct dais_search_part){ .after = s->after, .last = INT64_MAX };
	size = size_of_part(s, found, wanted);
	if (!s->size) {
		take_spans(s, size, ret);
		return true;
	}
	for (int64_t had = s->looked_at; s->at < s->v.n && s->looked_at - had < size; s->at++)
		s->looked_at += s->v.v[s->at].texts;
	/* Little more is best read with it. */
	if (s->texts - s->looked_at < s->size / 2) {
		s->ended = true;
		return true;
	}
	s->after = dais_search_slice_last(s->v.v[s->at - 1].number);
	ret->last = s->after;
	return true;
}
