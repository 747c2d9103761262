/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Terms over the segments of FTS5. Texts are looked at from the newest on, some days at a time: in
 * each group of segments those that have all the words, then those of all groups in their order.
 */
#include "store/search_walk.h"

#include <stdlib.h>

#include "store/engine.h"
#include "store/search_cover.h"
#include "store/search_id.h"
#include "store/search_rows.h"
#include "store/search_weigh.h"

#define FIRST_SHIFT DAIS_SEARCH_DAY_SHIFT
#define LEAST_SHIFT 18
#define MOST_SHIFT 62
#define FEW 256   /* matches of a stretch, below which the next one is twice as long */
#define MANY 2048 /* or half */
#define SINGLES_MAX 5 /* keys alone that are wanted: a whole symbol, four facets */

bool dais_search_asks_fts5 = false;

struct group {
	struct dais_search_row *rows; /* of all terms that are looked for */
	size_t n;       /* of rows */
	struct dais_search_place **every; /* all that a match must have */
	size_t every_n;
	int64_t next; /* no match is before it; INT64_MAX: there are no more */
};

struct found {
	int64_t id;
	int64_t score;
	unsigned group;
	bool is_match; /* else it only hides what older segments say of the text */
	bool in_title;    /* all terms are */
	unsigned covered; /* how much of the title is found */
};

typedef DAIS_VEC(struct found) found_vec;

struct walk {
	const struct dais_search_walk *asked;
	struct dais_arena *arena; /* of this walk only */
	struct dais_search_rows rows;
	struct group *groups;
	found_vec found, room; /* to sort the first in */
	DAIS_VEC(struct dais_search_instance) instances; /* room */
	bool weighs, reads_titles;
};

/* ---- making ready ---- */

/* A key alone, as a row of one place. */
static bool
open_single(struct walk *w, unsigned number, struct dais_str key, struct dais_err *err)
{
	struct group *g = &w->groups[number];
	struct dais_search_row *row = &g->rows[g->n++];

	row->n = 1;
	row->places = DAIS_NEW(w->arena, struct dais_search_place);
	if (!dais_search_place_open(
		&w->rows, number, DAIS_SEARCH_WHOLE_SYMBOL, &key, 1, row->places, err))
		return false;
	row->is_absent = row->places->n == 0;
	g->every[g->every_n++] = row->places;
	g->next = row->is_absent ? INT64_MAX : g->next;
	return true;
}

static bool
open_facets(struct walk *w, unsigned number, struct dais_err *err)
{
	const struct dais_search_filter *f = w->asked->wanted->filter;
	const struct {
		char facet;
		int64_t value;
	} v[] = { { 't', f->body }, { 'k', f->kind }, { 'g', f->genre }, { 'y', f->year } };

	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++)
		if (v[i].value &&
		    !open_single(w, number,
			dais_arena_printf(w->arena, "@%c%lld", v[i].facet, (long long)v[i].value),
			err))
			return false;
	return true;
}

static bool
open_terms(struct walk *w, unsigned number, struct dais_err *err)
{
	const struct dais_search_terms *terms = w->asked->wanted->terms;
	enum dais_search_where where = w->asked->wanted->where;
	struct group *g = &w->groups[number];

	for (size_t i = 0; i < terms->v.n && g->next != INT64_MAX; i++) {
		const struct dais_search_term *t = &terms->v.v[i];
		struct dais_search_row *row = &g->rows[i];

		if (t->may_miss)
			continue;
		/* What is not wanted is meant wherever it stands. */
		if (!dais_search_row_open(
			&w->rows, number, t->without ? DAIS_SEARCH_ANYWHERE : where, t, row, err))
			return false;
		if (t->without)
			continue;
		g->next = row->is_absent ? INT64_MAX : g->next;
		for (size_t k = 0; k < row->n; k++)
			if (row->places[k].n)
				g->every[g->every_n++] = &row->places[k];
	}
	return true;
}

static bool
open_group(struct walk *w, unsigned number, struct dais_err *err)
{
	const struct dais_search_wanted *wanted = w->asked->wanted;
	struct group *g = &w->groups[number];
	size_t places = SINGLES_MAX;

	for (size_t i = 0; i < wanted->terms->v.n; i++)
		places += wanted->terms->v.v[i].positions.n;
	g->rows = DAIS_NEW_N(w->arena, wanted->terms->v.n + SINGLES_MAX, struct dais_search_row);
	g->every = DAIS_NEW_N(w->arena, places, struct dais_search_place *);
	g->next = w->asked->after + 1;
	g->n = wanted->terms->v.n;
	if (wanted->where == DAIS_SEARCH_WHOLE_SYMBOL) {
		if (!open_single(w, number,
			dais_arena_concat(w->arena, DAIS_STR("="), wanted->terms->whole), err))
			return false;
	} else if (!open_terms(w, number, err)) {
		return false;
	}
	/* What has no words finds nothing. */
	if (g->every_n == 0)
		g->next = INT64_MAX;
	return g->next == INT64_MAX || open_facets(w, number, err);
}

/* ---- a text ---- */

/* Whether the text has all that is wanted, and nothing that is not. */
static bool
is_match(struct walk *w, struct group *g, int64_t id, bool *ret, struct dais_err *err)
{
	const struct dais_search_terms *terms = w->asked->wanted->terms;

	*ret = true;
	for (size_t i = 0; i < g->n && *ret; i++) {
		bool is_term = i < terms->v.n, has_it;
		struct dais_search_row *row = &g->rows[i];

		if (row->n == 0 || row->is_absent)
			continue;
		if (is_term && terms->v.v[i].without)
			for (size_t k = 0; k < row->n; k++)
				if (!dais_search_place_seek(&row->places[k], id, err))
					return false;
		if (!dais_search_row_has(&w->rows, row, id, false, &has_it, err))
			return false;
		*ret = is_term && terms->v.v[i].without ? !has_it : has_it;
	}
	return true;
}

/* ---- weights ---- */

static int
by_instance(const void *x, const void *y)
{
	const struct dais_search_instance *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->phrase < b->phrase ? -1 : a->phrase > b->phrase;
}

/* Where the terms stand in the text @id, in the order of the places. */
static bool
read_instances(struct walk *w, const struct group *g, int64_t id, struct dais_err *err)
{
	const struct dais_search_terms *terms = w->asked->wanted->terms;
	unsigned term = 0;

	w->instances.n = 0;
	for (size_t i = 0; i < terms->v.n; i++) {
		if (terms->v.v[i].without || terms->v.v[i].may_miss)
			continue;
		if (!dais_search_row_places(&w->rows, &g->rows[i], id, false, err))
			return false;
		for (size_t k = 0; k < w->rows.at.n; k++)
			dais_vec_push(w->arena, &w->instances,
			    ((struct dais_search_instance){ term, w->rows.at.v[k] }));
		term++;
	}
	if (term > 1 && w->instances.n > 1)
		qsort(w->instances.v, w->instances.n, sizeof(*w->instances.v), by_instance);
	if (w->instances.n > DAIS_SEARCH_INSTANCES_MAX)
		w->instances.n = DAIS_SEARCH_INSTANCES_MAX;
	return true;
}

/* The weight of a match. */
static bool
weigh(struct walk *w, const struct group *g, int64_t id, int64_t *ret, struct dais_err *err)
{
	*ret = 0;
	if (w->asked->wanted->where == DAIS_SEARCH_WHOLE_SYMBOL)
		return true;
	if (!read_instances(w, g, id, err))
		return false;
	*ret = dais_search_weigh(w->instances.v, w->instances.n);
	return true;
}

/* ---- titles ---- */

static bool
has_title(struct walk *w, const struct group *g, int64_t id, bool *ret, struct dais_err *err)
{
	const struct dais_search_terms *terms = w->asked->wanted->terms;

	*ret = true;
	for (size_t i = 0; i < terms->v.n && *ret; i++)
		if (!terms->v.v[i].without &&
		    !dais_search_row_has(&w->rows, &g->rows[i], id, true, ret, err))
			return false;
	return true;
}

/* Whether all terms are in the title of the match @f, and how much of it they are. */
static bool
read_title(struct walk *w, const struct group *g, struct found *f, struct dais_err *err)
{
	const struct dais_search_terms *terms = w->asked->wanted->terms;
	struct dais_search_cover cover = { { 0 } };

	if (!has_title(w, g, f->id, &f->in_title, err))
		return false;
	if (!f->in_title)
		return true;
	for (size_t i = 0; i < terms->v.n; i++) {
		if (terms->v.v[i].without)
			continue;
		if (!dais_search_row_places(&w->rows, &g->rows[i], f->id, true, err))
			return false;
		for (size_t k = 0; k < w->rows.at.n; k++)
			dais_search_cover_add(&cover, w->rows.at.v[k], terms->v.v[i].pieces.n);
	}
	f->covered = dais_search_cover_of(&cover, w->rows.title_words);
	return true;
}

/* ---- walking ---- */

static bool
is_asked_for(const struct walk *w, int64_t id)
{
	const struct dais_search_wanted *q = w->asked->wanted;
	struct dais_search_id says = dais_search_id_undated(id);

	return (q->in & DAIS_LANG_BIT(says.language)) && (q->restricted || !says.restricted);
}

static bool
take(struct walk *w, unsigned number, int64_t id, struct dais_err *err)
{
	struct found f = { .id = id, .group = number };

	if (!is_asked_for(w, id))
		return true;
	if (!is_match(w, &w->groups[number], id, &f.is_match, err) ||
	    (f.is_match && w->weighs && !weigh(w, &w->groups[number], id, &f.score, err)) ||
	    (f.is_match && w->reads_titles && !read_title(w, &w->groups[number], &f, err)))
		return false;
	if (f.is_match || w->rows.leaves.groups > 1) {
		if (w->found.n < w->found.cap) /* as most often, without a call */
			w->found.v[w->found.n++] = f;
		else
			dais_vec_push(w->arena, &w->found, f);
	}
	return true;
}

/* The first text from @id on that has all the words; INT64_MAX: there is none. */
static bool
next_candidate(struct group *g, int64_t id, int64_t *ret, struct dais_err *err)
{
	size_t agreed = 0;

	for (size_t i = 0; agreed < g->every_n && id != INT64_MAX; i = (i + 1) % g->every_n) {
		if (!dais_search_place_seek(g->every[i], id, err))
			return false;
		agreed = g->every[i]->id == id ? agreed + 1 : 1;
		id = g->every[i]->id;
	}
	*ret = id;
	return true;
}

/* What group @number has up to the text @to. */
static bool
walk_group(struct walk *w, unsigned number, int64_t to, struct dais_err *err)
{
	struct group *g = &w->groups[number];

	while (g->next <= to && g->next != INT64_MAX) {
		int64_t id;

		if (!next_candidate(g, g->next, &id, err))
			return false;
		g->next = id;
		if (id > to || id == INT64_MAX)
			return true;
		if (!take(w, number, id, err))
			return false;
		g->next = id + 1;
	}
	return true;
}

static bool
is_before(const struct found *x, const struct found *y)
{
	return x->id != y->id ? x->id < y->id : x->group < y->group;
}

/* The run from @v[from] on whose items ascend. */
static size_t
end_of_run(const struct found *v, size_t from, size_t n)
{
	size_t end = from + 1;

	while (end < n && is_before(&v[end - 1], &v[end]))
		end++;
	return end < n ? end : n;
}

/* What the groups found one after the other, each in its order, in one order. */
static void
sort_found(struct walk *w)
{
	size_t n = w->found.n;

	if (w->room.cap < w->found.cap) {
		w->room.v = DAIS_NEW_N(w->arena, w->found.cap, struct found);
		w->room.cap = w->found.cap;
	}
	while (end_of_run(w->found.v, 0, n) < n) {
		struct found *from = w->found.v, *to = w->room.v;

		for (size_t x = 0, k = 0; x < n;) {
			size_t y = end_of_run(from, x, n), x_end = y,
			       end = y < n ? end_of_run(from, y, n) : n;

			for (; k < end; k++)
				to[k] = y == end || (x < x_end && is_before(&from[x], &from[y]))
					    ? from[x++]
					    : from[y++];
			x = end;
		}
		w->found.v = to;
		w->room.v = from;
		w->room.cap = w->found.cap;
	}
}

static void
make_room(dais_search_ranked_vec *v, size_t n, struct dais_arena *a)
{
	dais_search_ranked_vec more = { .n = v->n, .cap = 2 * (v->n + n) };

	if (v->n + n <= v->cap)
		return;
	more.v = DAIS_NEW_N(a, more.cap, struct dais_search_ranked);
	if (v->n)
		memcpy(more.v, v->v, v->n * sizeof(*more.v));
	*v = more;
}

/* What was found of a stretch, in its order, to @ret: of each text what the newest segments say. */
static void
settle(struct walk *w, struct dais_arena *a, struct dais_search_walked *ret)
{
	dais_search_ranked_vec *all = &ret->matches;
	int64_t before = -1;

	sort_found(w);
	make_room(all, w->found.n, a);
	for (size_t i = 0; i < w->found.n && all->n < w->asked->wanted->max; i++) {
		const struct found *f = &w->found.v[i];
		bool is_hidden = f->id == before;
		int64_t score = all->n < w->asked->ranked ? f->score : 0;

		before = f->id;
		if (is_hidden || !f->is_match)
			continue;
		all->v[all->n++] = (struct dais_search_ranked){ f->id, score };
		if (f->in_title && ret->titles.n < w->asked->titles)
			dais_vec_push(
			    a, &ret->titles, ((struct dais_search_ranked){ f->id, f->covered }));
	}
}

/* Stretch after stretch, each as long as it has some matches but not too many. */
static bool
walk_all(struct walk *w, struct dais_arena *a, struct dais_search_walked *ret, struct dais_err *err)
{
	unsigned shift = FIRST_SHIFT;

	while (ret->matches.n < w->asked->wanted->max) {
		int64_t from = INT64_MAX, to;

		for (unsigned g = 0; g < w->rows.leaves.groups; g++)
			from = w->groups[g].next < from ? w->groups[g].next : from;
		if (from > w->asked->last || from == INT64_MAX)
			return true;
		to = (int64_t)((uint64_t)from | (((uint64_t)1 << shift) - 1));
		to = to > w->asked->last ? w->asked->last : to;
		w->weighs = ret->matches.n < w->asked->ranked;
		w->reads_titles = ret->titles.n < w->asked->titles;
		w->found.n = 0;
		for (unsigned g = 0; g < w->rows.leaves.groups; g++)
			if (!walk_group(w, g, to, err))
				return false;
		settle(w, a, ret);
		if (w->found.n < FEW && shift < MOST_SHIFT)
			shift++;
		else if (w->found.n > MANY && shift > LEAST_SHIFT)
			shift--;
	}
	return true;
}

bool
dais_search_walk(struct dais_sql *c, const struct dais_search_walk *asked, struct dais_arena *a,
    struct dais_search_walked *ret, bool *ret_known, struct dais_err *err)
{
	DAIS_ARENA_AUTO own = dais_arena_new(0);
	struct walk w = { .asked = asked, .arena = own, .rows = { .arena = own } };

	*ret_known = false;
	if (dais_search_asks_fts5 || c->writes)
		return true;
	if (!dais_search_leaves_read(c, own, &w.rows.leaves, ret_known, err))
		return false;
	if (!*ret_known)
		return true;
	w.groups = DAIS_NEW_N(own, w.rows.leaves.groups + 1, struct group);
	for (unsigned g = 0; g < w.rows.leaves.groups; g++)
		if (!open_group(&w, g, err))
			return false;
	return walk_all(&w, a, ret, err);
}
