/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Matches and their order: the whole symbol first, then symbols with all terms in them, then
 * titles, then texts. Every step reads the matches from the newest on and stops at a fixed number,
 * so that what it costs does not grow with how frequent a word is.
 */
#include <stdlib.h>

#include "store/search_id.h"
#include "store/search_priv.h"
#include "store/search_walk.h"

#define WINDOW 200 /* the newest of each step that are ranked among each other */
/* Matches whose titles are read. What looking through the titles of words that are rarely together
 * takes, PostgreSQL has no short way for. */
#define FEW_IN_SQLITE 50
#define FEW_IN_POSTGRESQL 1000

static dais_lang_set
languages(const struct dais_search_run *s)
{
	return s->query->in ? s->query->in : DAIS_LANG_ALL;
}

/* The newest matches of a step, which are ranked among each other. */
static bool
read_window(struct dais_search_run *s, enum dais_search_where where, dais_search_ranked_vec *ret,
    struct dais_err *err)
{
	const struct dais_search_wanted wanted = { &s->terms, where, &s->filter, languages(s),
		s->query->restricted, WINDOW };
	dais_search_numbers found;

	if (!dais_search_numbers_of(s->sql, &wanted, &s->slices, s->arena, &found, err))
		return false;
	for (size_t i = 0; i < found.n; i++)
		dais_vec_push(s->arena, ret, ((struct dais_search_ranked){ .id = found.v[i] }));
	return true;
}

/* Whether texts with all terms in the title come before others, and those found have all terms. */
static bool
wants_titles(const struct dais_search_run *s)
{
	for (size_t i = 0; i < s->terms.v.n; i++)
		if (s->terms.v.v[i].may_miss)
			return false;
	return !s->query->newest_first;
}

/* The matches of a part where the leaves of the index can be read. */
static bool
walk_part(struct dais_search_run *s, const struct dais_search_part *part,
    dais_search_ranked_vec *ret_window, bool *ret_full, bool *ret_known, struct dais_err *err)
{
	size_t all = s->query->newest_first ? 0 : s->window;
	const struct dais_search_wanted wanted = { &s->terms, DAIS_SEARCH_ANYWHERE, &s->filter,
		languages(s), s->query->restricted, s->counted + 1 - s->matches.n };
	const struct dais_search_walk walk = { &wanted, part->after, part->last,
		all > s->matches.n ? all - s->matches.n : 0,
		wants_titles(s) ? WINDOW - s->titles.n : 0 };
	struct dais_search_walked found = { 0 };

	if (!dais_search_walk(s->sql, &walk, s->arena, &found, ret_known, err))
		return false;
	for (size_t i = 0; i < found.matches.n; i++) {
		dais_vec_push(s->arena, &s->matches, found.matches.v[i].id);
		if (s->matches.n <= all)
			dais_vec_push(s->arena, ret_window, found.matches.v[i]);
	}
	for (size_t i = 0; i < found.titles.n; i++)
		dais_vec_push(s->arena, &s->titles, found.titles.v[i]);
	s->knows_titles = *ret_known && wants_titles(s);
	*ret_full = found.matches.n == wanted.max;
	s->read_to = *ret_full ? found.matches.v[found.matches.n - 1].id : s->looked.after;
	return true;
}

/* What is asked of a part until it has no more, or enough were found. */
struct reading {
	struct dais_search_expression e;
	int64_t after, last;
	size_t all;  /* of the newest are weighed */
	size_t most; /* candidates */
	size_t given, kept;
};

static bool
read_candidates(struct dais_search_run *s, struct reading *k, dais_search_ranked_vec *ret_window,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	size_t ranked = k->e.is_exact ? k->all : s->window;
	bool row = true;

	ranked = ranked > s->matches.n ? ranked - s->matches.n : 0;
	k->most = s->counted + 1 - s->matches.n;
	k->given = k->kept = 0;
	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_FIND,
		DAIS_SQL_ARGS(dais_sql_text(k->e.wanted), dais_sql_text(k->e.also),
		    dais_sql_int(languages(s)), dais_sql_int(s->query->restricted),
		    dais_sql_int((int64_t)k->most), dais_sql_int((int64_t)ranked),
		    dais_sql_int(k->after), dais_sql_int(k->last), dais_sql_text(k->e.exact),
		    dais_sql_int(!k->e.is_exact)),
		&rows, err))
		return false;
	for (; dais_sql_next(&rows, &row, err) && row; k->given++) {
		int64_t id = dais_sql_column_int(&rows, 0), score = dais_sql_column_int(&rows, 1);

		k->after = id;
		if (score < 0)
			continue;
		k->kept++;
		dais_vec_push(s->arena, &s->matches, id);
		if (s->matches.n <= k->all)
			dais_vec_push(
			    s->arena, ret_window, ((struct dais_search_ranked){ id, score }));
	}
	return !row;
}

/* *@ret_full: there may be more in the part than were asked for. Candidates that are none do not
 * take the place of matches behind them: then it is asked again. */
static bool
read_part(struct dais_search_run *s, const struct dais_search_part *part,
    dais_search_ranked_vec *ret_window, bool *ret_full, struct dais_err *err)
{
	struct reading k = { .after = part->after,
		.last = part->last,
		.all = s->query->newest_first ? 0 : s->window };
	bool known = false;

	if (s->engine == DAIS_SEARCH_SQLITE &&
	    !walk_part(s, part, ret_window, ret_full, &known, err))
		return false;
	if (known)
		return true;
	dais_search_compile(
	    s->engine, &s->terms, DAIS_SEARCH_ANYWHERE, &s->filter, part, s->arena, &k.e);
	do
		if (!read_candidates(s, &k, ret_window, err))
			return false;
	while (k.given == k.most && k.kept < k.given);
	*ret_full = k.given == k.most;
	s->read_to = *ret_full ? k.after : s->looked.after;
	return true;
}

size_t
dais_search_up_to(const struct dais_search_run *s, int64_t number)
{
	size_t from = 0, to = s->matches.n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (s->matches.v[middle] <= number)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Whether what was read fills the page that is asked for, and one more. */
static bool
fills_page(const struct dais_search_run *s)
{
	const struct dais_search_query *q = s->query;
	size_t before = q->newest_first && q->after ? dais_search_up_to(s, q->after) : q->skip;

	return s->matches.n >= before + q->max + 1;
}

/* The matches that are counted, the first ones with their weights: up to so many, and no more parts
 * than the page needs where a part takes long. */
static bool
read_matches(struct dais_search_run *s, dais_search_ranked_vec *ret_window, struct dais_err *err)
{
	struct dais_search_part part;
	bool is_full = false;

	s->looked = s->slices;
	s->window = WINDOW;
	if (!dais_search_slices_limit(s->sql, &s->terms, s->arena, &s->looked, err))
		return false;
	s->slices.rarest = s->looked.rarest;
	while (!is_full && !(s->looked.size && fills_page(s)) &&
	       dais_search_slices_next(&s->looked, s->matches.n, s->counted + 1, &part)) {
		if (!read_part(s, &part, ret_window, &is_full, err))
			return false;
		/* The first part is ranked whatever page is asked for, so that pages follow on. */
		if (s->looked.size && s->window > s->matches.n)
			s->window = s->matches.n;
	}
	s->is_cut = is_full || s->matches.n > s->counted || !s->looked.ended;
	return true;
}

static int
by_score(const void *x, const void *y)
{
	const struct dais_search_ranked *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

static bool
is_placed(const struct dais_search_run *s, int64_t id)
{
	return s->placed.n && bsearch(&id, s->placed.v, s->placed.n, sizeof(id), by_number) != NULL;
}

/* Those of a step behind those of the steps before it. */
static void
place(struct dais_search_run *s, dais_search_ranked_vec *step)
{
	size_t before = s->order.n;

	if (step->n > 1)
		qsort(step->v, step->n, sizeof(*step->v), by_score);
	for (size_t i = 0; i < step->n; i++)
		if (!is_placed(s, step->v[i].id))
			dais_vec_push(s->arena, &s->order, step->v[i].id);
	for (size_t i = before; i < s->order.n; i++)
		dais_vec_push(s->arena, &s->placed, s->order.v[i]);
	if (s->placed.n > 1)
		qsort(s->placed.v, s->placed.n, sizeof(*s->placed.v), by_number);
}

/* The most that is found of one of @symbols: nothing but what is typed is 1000. */
static unsigned
coverage_of_symbols(struct dais_search_run *s, enum dais_lang l, struct dais_str symbols)
{
	struct dais_str symbol;
	unsigned most = 0;

	while (dais_str_next(&symbols, ' ', &symbol)) {
		unsigned covered = dais_search_coverage(s->words, &s->terms, l, symbol);

		most = covered > most ? covered : most;
	}
	return most;
}

/* Scores @step, which is ascending, by how much of a title or a symbol is found; of titles those
 * with all terms stay. */
static bool
score(struct dais_search_run *s, enum dais_search_where where, dais_search_ranked_vec *step,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	dais_search_numbers numbers = { 0 };
	bool row = true;

	for (size_t i = 0; i < step->n; i++)
		dais_vec_push(s->arena, &numbers, step->v[i].id);
	*step = (dais_search_ranked_vec){ 0 };
	if (numbers.n == 0)
		return true;
	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_TITLES,
		DAIS_SQL_ARGS(
		    dais_sql_text(dais_search_list_numbers(s->arena, numbers.v, numbers.n))),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		int64_t id = dais_sql_column_int(&rows, 0);
		enum dais_lang l = dais_search_id_of(id).language;
		struct dais_str title = dais_sql_column(&rows, 1);
		unsigned covered = 0;

		if (where == DAIS_SEARCH_SYMBOL)
			covered = coverage_of_symbols(s, l, dais_sql_column(&rows, 2));
		else if (!dais_search_has_all(s->words, &s->terms, l, title, s->arena, &covered))
			continue;
		dais_vec_push(s->arena, step, ((struct dais_search_ranked){ id, covered }));
	}
	return !row;
}

/* The titles that were told apart as matches were found, up to number @last; @and_behind: and those
 * behind what was read of the matches. */
static bool
take_titles(struct dais_search_run *s, int64_t last, bool and_behind, dais_search_ranked_vec *ret,
    struct dais_err *err)
{
	const struct dais_search_wanted wanted = { &s->terms, DAIS_SEARCH_TITLE, &s->filter,
		languages(s), s->query->restricted, WINDOW - s->titles.n };
	const struct dais_search_walk walk = { &wanted, s->read_to, INT64_MAX, 0, wanted.max };
	struct dais_search_walked found = { 0 };
	bool known = true;

	for (size_t i = 0; i < s->titles.n && s->titles.v[i].id <= last; i++)
		dais_vec_push(s->arena, ret, s->titles.v[i]);
	if (and_behind && wanted.max > 0 &&
	    !dais_search_walk(s->sql, &walk, s->arena, &found, &known, err))
		return false;
	DAIS_ASSERT(known);
	for (size_t i = 0; i < found.titles.n; i++)
		dais_vec_push(s->arena, ret, found.titles.v[i]);
	return true;
}

/* The texts with all terms in the title. Of few matches the titles are read: words that are
 * frequent each but rarely stand together are not looked through again; and when a word is not
 * wanted, looking through costs most, so that only the newest are asked. */
static bool
read_titles(struct dais_search_run *s, const dais_search_ranked_vec *texts,
    dais_search_ranked_vec *ret, struct dais_err *err)
{
	size_t few = s->engine == DAIS_SEARCH_SQLITE ? FEW_IN_SQLITE : FEW_IN_POSTGRESQL;
	bool has_without = false;

	for (size_t i = 0; i < s->terms.v.n; i++)
		has_without = has_without || s->terms.v.v[i].without;
	if (s->knows_titles && s->matches.n > few && has_without)
		return take_titles(s, texts->n ? texts->v[texts->n - 1].id : -1, false, ret, err);
	if (s->knows_titles)
		return take_titles(s, INT64_MAX, s->is_cut && s->matches.n > few, ret, err);
	if (s->matches.n > few && !has_without)
		return read_window(s, DAIS_SEARCH_TITLE, ret, err) &&
		       score(s, DAIS_SEARCH_TITLE, ret, err);
	if (s->matches.n <= few)
		for (size_t i = 0; i < s->matches.n; i++)
			dais_vec_push(
			    s->arena, ret, ((struct dais_search_ranked){ .id = s->matches.v[i] }));
	else
		for (size_t i = 0; i < texts->n; i++)
			dais_vec_push(s->arena, ret, texts->v[i]);
	if (!score(s, DAIS_SEARCH_TITLE, ret, err))
		return false;
	/* The newest, as where the index is asked for them. */
	ret->n = ret->n < WINDOW ? ret->n : WINDOW;
	return true;
}

/* @texts: the newest of all matches, with their weights. */
static bool
place_by_relevance(struct dais_search_run *s, dais_search_ranked_vec *texts, struct dais_err *err)
{
	dais_search_ranked_vec whole = { 0 }, symbols = { 0 }, titles = { 0 };

	if (s->terms.whole.n) {
		if (!read_window(s, DAIS_SEARCH_WHOLE_SYMBOL, &whole, err))
			return false;
		place(s, &whole);
	}
	if (s->terms.is_symbol) {
		if (!read_window(s, DAIS_SEARCH_SYMBOL, &symbols, err) ||
		    !score(s, DAIS_SEARCH_SYMBOL, &symbols, err))
			return false;
		place(s, &symbols);
	}
	if (!read_titles(s, texts, &titles, err))
		return false;
	place(s, &titles);
	place(s, texts);
	return true;
}

/* Behind the steps what is in none of them, the newest first: both lists ascend. */
static void
place_others(struct dais_search_run *s)
{
	dais_search_numbers all = { 0 };
	size_t placed = 0;

	all.cap = s->order.n + s->matches.n + 1;
	all.v = DAIS_NEW_N(s->arena, all.cap, int64_t);
	for (size_t i = 0; i < s->order.n; i++)
		all.v[all.n++] = s->order.v[i];
	for (size_t i = 0; i < s->matches.n; i++) {
		while (placed < s->placed.n && s->placed.v[placed] < s->matches.v[i])
			placed++;
		if (placed == s->placed.n || s->placed.v[placed] != s->matches.v[i])
			all.v[all.n++] = s->matches.v[i];
	}
	s->order = all;
}

bool
dais_search_find(struct dais_search_run *s, struct dais_err *err)
{
	dais_search_ranked_vec window = { 0 };
	struct dais_search_terms terms = s->terms;

	if (!read_matches(s, &window, err))
		return false;
	if (s->matches.n == 0 && dais_search_glue(&s->terms, s->arena) &&
	    !read_matches(s, &window, err))
		return false;
	if (s->matches.n == 0)
		s->terms = terms;
	if (s->matches.n > 0 && !s->query->newest_first && !place_by_relevance(s, &window, err))
		return false;
	place_others(s);
	return true;
}
