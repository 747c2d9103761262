/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is new between two records, in the order a delegate asks: the meetings, the agenda, the
 * documents, the timetable, the rest.
 */
#include "prose/resolve.h"
#include "service/house/release_priv.h"
#include "text/say.h"

struct dais_news *
house_news_add(
    struct news_maker *m, enum dais_news_kind kind, const char *kind_of_thing, struct dais_str id)
{
	struct dais_news *n = dais_vec_add(m->a, m->ret);

	n->kind = kind;
	n->kind_of_thing = dais_str_from(kind_of_thing);
	n->id = id;
	return n;
}

bool
house_ml_equal(const struct dais_ml *x, const struct dais_ml *y)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!dais_str_eq(x->in[l], y->in[l]))
			return false;
	}
	return true;
}

struct dais_str
house_meeting_title(
    const struct dais_record *r, size_t meeting, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_body *b = &r->bodies.v[r->meetings.v[meeting].body];
	struct dais_say_value values[] = {
		{ "body", b->name.in[l] },
		{ "gathering", dais_prose_gathering(r, meeting, l, a) },
	};

	return b->name.in[l].n ? dais_say_fill(a, l, DAIS_SAY_HOUSE_MEETING_OF, values, 2)
			       : DAIS_STR_NONE;
}

bool
house_reworded(const struct dais_ml *x, const struct dais_ml *y, dais_lang_set *ret)
{
	*ret = 0;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (x->in[l].n && !dais_str_eq(x->in[l], y->in[l]))
			*ret |= DAIS_LANG_BIT(l);
	}
	return *ret != 0;
}

/* ---- documents ---- */

static void
document_line(struct news_maker *m, enum dais_news_kind kind, const struct dais_document *d,
    struct dais_ml from, struct dais_ml to, dais_lang_set languages)
{
	struct dais_news *n = house_news_add(m, kind, "document", d->id);

	n->about = d->title;
	n->from = from;
	n->to = to;
	n->languages = languages;
}

static dais_lang_set
issued(const struct dais_document *d)
{
	dais_lang_set set = 0;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (d->versions[l].status == DAIS_VERSION_ISSUED)
			set |= DAIS_LANG_BIT(l);
	}
	return set;
}

static bool
symbols_equal(const struct dais_document *x, const struct dais_document *y)
{
	bool same = x->symbols.n == y->symbols.n;

	for (size_t i = 0; same && i < x->symbols.n; i++)
		same = dais_str_eq(x->symbols.v[i].text, y->symbols.v[i].text);
	return same;
}

static void
compare_document(struct news_maker *m, const struct dais_document *x, const struct dais_document *y)
{
	static const struct dais_ml none;
	dais_lang_set set, more = issued(y) & ~issued(x);

	if (house_reworded(&x->title, &y->title, &set))
		document_line(m, DAIS_NEWS_DOCUMENT_TITLE, y, x->title, y->title, set);
	else if (!symbols_equal(x, y) || x->kind != y->kind || x->distribution != y->distribution ||
		 x->languages != y->languages || !house_ml_equal(&x->title, &y->title) ||
		 (issued(x) & ~issued(y)))
		document_line(m, DAIS_NEWS_OTHER, y, none, none, 0);
	if (more)
		document_line(m, DAIS_NEWS_DOCUMENT_VERSION, y, none, none, more);
}

/* @x before and @y now, NULL where it is not there. */
static void
document_lines(struct news_maker *m, const struct dais_document *x, const struct dais_document *y)
{
	static const struct dais_ml none;

	if (x && y)
		compare_document(m, x, y);
	else if (y)
		document_line(m, DAIS_NEWS_DOCUMENT_NEW, y, none, none, issued(y));
	else if (x)
		document_line(m, DAIS_NEWS_DOCUMENT_CLOSED, x, none, none, 0);
}

static bool
is_restricted(const struct dais_document *d)
{
	return d && d->distribution == DAIS_DISTRIBUTION_RESTRICTED;
}

/* The same as everyone may know it: what becomes restricted is withdrawn, what no longer is is
 * new, and of what stays so only *@ret_hidden that something changed. */
static void
public_lines(struct news_maker *m, const struct dais_document *x, const struct dais_document *y,
    bool *ret_hidden)
{
	size_t said = m->ret->n;

	if ((is_restricted(x) || !x) && (is_restricted(y) || !y)) {
		document_lines(m, x, y);
		*ret_hidden = *ret_hidden || m->ret->n > said;
		m->ret->n = said;
		return;
	}
	document_lines(m, is_restricted(x) ? NULL : x, is_restricted(y) ? NULL : y);
}

static void
compare_documents(struct news_maker *m)
{
	const struct dais_document *now = m->now->documents.v, *before = m->before->documents.v;
	bool hidden = false;

	for (size_t i = 0; i < m->now->documents.n; i++) {
		size_t at = dais_map_get(&m->before->document_ids, now[i].id);

		public_lines(m, at == DAIS_MAP_NONE ? NULL : &before[at], &now[i], &hidden);
	}
	for (size_t i = 0; i < m->before->documents.n; i++)
		if (dais_map_get(&m->now->document_ids, before[i].id) == DAIS_MAP_NONE)
			public_lines(m, &before[i], NULL, &hidden);
	if (hidden) {
		struct dais_news *n = house_news_add(m, DAIS_NEWS_OTHER, "document", DAIS_STR_NONE);

		for (int l = 0; l < DAIS_LANG_COUNT; l++)
			n->about.in[l] = dais_say((enum dais_lang)l, DAIS_SAY_HOUSE_RESTRICTED);
	}
}

/* What was found points into both records; who asked may not have them as long. */
static void
own(dais_news_vec *news, size_t from, struct dais_arena *a)
{
	for (size_t i = from; i < news->n; i++) {
		struct dais_news *n = &news->v[i];

		n->id = dais_arena_dup(a, n->id);
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			n->about.in[l] = dais_arena_dup(a, n->about.in[l]);
			n->from.in[l] = dais_arena_dup(a, n->from.in[l]);
			n->to.in[l] = dais_arena_dup(a, n->to.in[l]);
		}
	}
}

void
dais_news_between(const struct dais_record *before, const struct dais_record *now,
    struct dais_arena *a, dais_news_vec *ret)
{
	struct news_maker m = { .before = before, .now = now, .a = a, .ret = ret };
	size_t first = ret->n;

	house_news_meetings(&m);
	if (before) {
		house_news_items(&m);
		house_news_annotations(&m);
		compare_documents(&m);
		house_news_sittings(&m);
		house_news_silences(&m);
		house_news_rest(&m);
	}
	own(ret, first, a);
}
