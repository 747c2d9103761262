/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What everyone may read: bodies, meetings, documents, search.
 */
#include "web/api/api_priv.h"

/* Lists that are paged by how many were given before. */
struct window {
	int64_t skip, limit;
};

static bool
window_of(struct dais_api_call *c, struct window *ret)
{
	return dais_api_after(c, 10000000, &ret->skip) &&
	       dais_api_number(
		   c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &ret->limit);
}

/* The cursor behind a window that asked for one more than it shows. */
static struct dais_str
next_of(struct dais_api_call *c, const struct window *w, size_t found)
{
	if (found <= (size_t)w->limit)
		return DAIS_STR_NONE;
	return dais_arena_printf(c->a, "%lld", (long long)w->skip + w->limit);
}

static size_t
shown(const struct window *w, size_t found)
{
	return found < (size_t)w->limit ? found : (size_t)w->limit;
}

static void
put_body(struct dais_api_call *c, const struct dais_index_body *b)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "key", b->key);
	if (b->parent.n)
		dais_json_pair(&c->json, "parent", b->parent);
	dais_api_put_ml(&c->json, "name", &b->name);
	dais_api_put_ml(&c->json, "short", &b->short_name);
	dais_json_pair_c(&c->json, "noun", b->noun_is_session ? "session" : "meeting");
	dais_json_end(&c->json);
}

/* By key; the cursor is the last key given. */
void
dais_api_bodies(struct dais_api_call *c)
{
	struct dais_index_bodies_query q = { .after = dais_api_query(c, "after") };
	dais_index_body_vec bodies = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	int64_t limit;
	size_t n;

	if (!dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit))
		return;
	q.max = (size_t)limit + 1;
	if (!dais_index_bodies(dais_house_store(c->site->house), &q, c->a, &bodies, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	n = bodies.n < (size_t)limit ? bodies.n : (size_t)limit;
	dais_api_list_begin(c);
	for (size_t i = 0; i < n; i++)
		put_body(c, &bodies.v[i]);
	dais_api_list_end(c, bodies.n > n ? bodies.v[n - 1].key : DAIS_STR_NONE);
}

static void
put_meeting(struct dais_api_call *c, const struct dais_index_meeting *m)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", m->package);
	dais_json_pair(&c->json, "body", m->body);
	dais_json_pair_int(&c->json, "ordinal", m->ordinal);
	dais_api_put_local(&c->json, "opens", m->opens);
	dais_api_put_date(&c->json, "closes", m->closes);
	if (m->zone.n)
		dais_json_pair(&c->json, "zone", m->zone);
	dais_json_pair(&c->json, "modality", m->modality);
	dais_json_pair(&c->json, "status", m->status);
	dais_api_put_ml(&c->json, "place", &m->place);
	dais_json_pair_int(&c->json, "release", (int64_t)m->release);
	dais_json_end(&c->json);
}

void
dais_api_meetings(struct dais_api_call *c)
{
	struct dais_index_meetings_query q = { .body = dais_api_query(c, "body"),
		.package = dais_api_query(c, "package") };
	dais_index_meeting_vec meetings = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct window w;

	if (!window_of(c, &w) || !dais_api_flag(c, "newest", &q.newest_first) ||
	    !dais_api_date(c, "from", &q.from) || !dais_api_date(c, "to", &q.to))
		return;
	q.skip = (size_t)w.skip;
	q.max = (size_t)w.limit + 1;
	if (!dais_index_meetings(dais_house_store(c->site->house), &q, c->a, &meetings, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_list_begin(c);
	for (size_t i = 0; i < shown(&w, meetings.n); i++)
		put_meeting(c, &meetings.v[i]);
	dais_api_list_end(c, next_of(c, &w, meetings.n));
}

static void
put_document(struct dais_api_call *c, const struct dais_index_document *d)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", d->package);
	dais_json_pair(&c->json, "id", d->id);
	dais_json_pair(&c->json, "kind", d->kind);
	dais_json_pair(&c->json, "body", d->body);
	dais_json_key(&c->json, "also");
	dais_json_array(&c->json);
	for (size_t i = 0; i < d->also.n; i++)
		dais_json_str(&c->json, d->also.v[i]);
	dais_json_end(&c->json);
	dais_json_key(&c->json, "symbols");
	dais_json_array(&c->json);
	for (size_t i = 0; i < d->symbols.n; i++)
		dais_json_str(&c->json, d->symbols.v[i]);
	dais_json_end(&c->json);
	dais_api_put_ml(&c->json, "title", &d->title);
	dais_api_put_date(&c->json, "date", d->date);
	dais_api_put_languages(&c->json, "available", d->available);
	dais_json_end(&c->json);
}

/* Documents go newest first, so that a list goes on at a day: "20123:2", behind the second of that
 * day; "-:2" among those without a date, which stand last. Whatever was passed before need not be
 * looked at again. */
static bool
read_cursor(struct dais_api_call *c, struct dais_index_documents_query *q)
{
	struct dais_str rest = dais_api_query(c, "after"), day;
	struct dais_err err = DAIS_ERR_INIT;
	int64_t number = 0, skip;

	if (!rest.n)
		return true;
	if (dais_str_next(&rest, ':', &day) && dais_str_to_int(rest, 0, 10000000, &skip) &&
	    (dais_str_is(day, "-") || dais_str_to_int(day, -700000, 2900000, &number))) {
		q->undated = dais_str_is(day, "-");
		q->to = q->undated ? q->to : dais_date_from_days(number);
		q->skip = (size_t)skip;
		return true;
	}
	(void)dais_err_set(&err, DAIS_ERR_INVALID, "after is no cursor of this list");
	dais_api_fail(c, &err);
	return false;
}

/* Behind the @n-th of @documents. */
static struct dais_str
cursor_behind(struct dais_api_call *c, struct dais_index_documents_query q,
    const dais_index_document_vec *documents, size_t n)
{
	dais_index_documents_next(&q, documents, n);
	if (q.undated)
		return dais_arena_printf(c->a, "-:%zu", q.skip);
	return dais_arena_printf(c->a, "%lld:%zu", (long long)dais_date_to_days(q.to), q.skip);
}

void
dais_api_documents(struct dais_api_call *c)
{
	struct dais_index_documents_query q = { .body = dais_api_query(c, "body"),
		.package = dais_api_query(c, "package"),
		.kind = dais_api_query(c, "kind") };
	dais_index_document_vec documents = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	int64_t year, limit;
	size_t n;

	if (!dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit) ||
	    !dais_api_number(c, "year", 1, 9999, 0, &year) ||
	    !dais_api_language(c, "available", &q.available))
		return;
	if (year) {
		q.from = (struct dais_date){ (int)year, 1, 1 };
		q.to = (struct dais_date){ (int)year, 12, 31 };
	}
	if (!read_cursor(c, &q))
		return;
	q.max = (size_t)limit + 1;
	if (!dais_index_documents(dais_house_store(c->site->house), &q, c->a, &documents, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	n = documents.n < (size_t)limit ? documents.n : (size_t)limit;
	dais_api_list_begin(c);
	for (size_t i = 0; i < n; i++)
		put_document(c, &documents.v[i]);
	dais_api_list_end(c, documents.n > n ? cursor_behind(c, q, &documents, n) : DAIS_STR_NONE);
}

void
dais_api_document(struct dais_api_call *c)
{
	struct dais_index_document d;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_index_symbol(
		dais_house_store(c->site->house), dais_api_path(c, "symbol"), c->a, &d, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	put_document(c, &d);
	dais_api_give(c, 0);
}

/* ---- search ---- */

static void
put_hit(struct dais_api_call *c, const struct dais_search_hit *h)
{
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "package", h->package);
	dais_json_pair(&c->json, "kind", h->kind);
	dais_json_pair(&c->json, "id", h->id);
	dais_json_pair_c(&c->json, "language", dais_lang_code(h->language));
	if (h->year)
		dais_json_pair_int(&c->json, "year", h->year);
	dais_json_pair(&c->json, "title", h->title);
	dais_json_pair(&c->json, "snippet", h->snippet);
	dais_json_pair(&c->json, "symbols", h->symbols);
	dais_json_end(&c->json);
}

static void
put_result(struct dais_api_call *c, const struct dais_search_result *r, const struct window *w,
    bool newest)
{
	dais_json_object(&c->json);
	dais_json_key(&c->json, "items");
	dais_json_array(&c->json);
	for (size_t i = 0; i < shown(w, r->hits.n); i++)
		put_hit(c, &r->hits.v[i]);
	dais_json_end(&c->json);
	dais_json_pair_int(&c->json, "total", (int64_t)r->total);
	dais_json_pair_bool(&c->json, "totalIsMore", r->total_is_more);
	if (r->is_partial)
		dais_json_pair_bool(&c->json, "partial", true);
	if (r->about > r->total)
		dais_json_pair_int(&c->json, "about", (int64_t)r->about);
	dais_json_pair(&c->json, "understood", r->understood);
	if (r->meant.n)
		dais_json_pair(&c->json, "meant", r->meant);
	dais_json_key(&c->json, "facets");
	dais_json_array(&c->json);
	for (size_t i = 0; i < r->facets.n; i++) {
		dais_json_object(&c->json);
		dais_json_pair(&c->json, "facet", r->facets.v[i].facet);
		dais_json_pair(&c->json, "value", r->facets.v[i].value);
		dais_json_pair_int(&c->json, "count", (int64_t)r->facets.v[i].count);
		dais_json_pair_bool(&c->json, "countIsMore", r->facets.v[i].is_more);
		dais_json_end(&c->json);
	}
	dais_json_end(&c->json);
	dais_json_key(&c->json, "next");
	if (r->hits.n && r->skipped + r->hits.n < r->total)
		dais_json_str(&c->json, dais_arena_printf(c->a, "%lld",
					    newest ? (long long)r->hits.v[r->hits.n - 1].number
						   : (long long)w->skip + w->limit));
	else
		dais_json_null(&c->json);
	dais_json_end(&c->json);
}

static enum dais_lang
first_of(dais_lang_set set)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (set & DAIS_LANG_BIT(l))
			return (enum dais_lang)l;
	return DAIS_LANG_EN;
}

void
dais_api_search(struct dais_api_call *c)
{
	struct dais_search_query q = { .words = dais_api_query(c, "q"),
		.body = dais_api_query(c, "body"),
		.kind = dais_api_query(c, "kind"),
		.genre = dais_api_query(c, "genre"),
		.restricted = dais_site_finds_restricted(
		    c->site, c->actor, dais_api_query(c, "body"), c->a) };
	struct dais_search_result result = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	dais_lang_set language;
	struct window w;
	int64_t year;

	if (!dais_api_flag(c, "newest", &q.newest_first) ||
	    !dais_api_after(c, q.newest_first ? INT64_MAX : 10000000, &w.skip) ||
	    !dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &w.limit) ||
	    !dais_api_number(c, "year", 1, 9999, 0, &year) || !dais_api_language(c, "in", &q.in) ||
	    !dais_api_language(c, "language", &language))
		return;
	q.year = (int)year;
	q.language = first_of(language);
	/* Of the newest the cursor is the number of the last one: pages follow on while others
	 * come. */
	if (q.newest_first)
		q.after = w.skip;
	else
		q.skip = (size_t)w.skip;
	q.max = (size_t)(w.limit < DAIS_SEARCH_MAX ? w.limit : DAIS_SEARCH_MAX);
	w.limit = (int64_t)q.max;
	if (!dais_search(dais_house_store(c->site->house), &q, c->a, &result, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	put_result(c, &result, &w, q.newest_first);
	dais_api_give(c, 0);
}
