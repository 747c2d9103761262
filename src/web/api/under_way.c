/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents under way: due dates, states of the language versions, what is late, whose move it is;
 * symbols that are free.
 */
#include "service/house/standing.h"
#include "service/house/symbols.h"
#include "web/api/api_priv.h"

#define EVENTS_MAX 200
#define BODIES_MAX 64

static void
put_versions(struct dais_json *w, const struct dais_document_state *d)
{
	dais_json_key(w, "versions");
	dais_json_object(w);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version_state *v = &d->versions[l];

		if (!v->expected)
			continue;
		dais_json_key(w, dais_lang_code((enum dais_lang)l));
		dais_json_object(w);
		dais_json_pair_c(w, "status", dais_version_status_name(v->status));
		dais_api_put_date(w, "issued", v->issued);
		dais_json_pair_c(w, "move", dais_move_name(v->move));
		dais_json_pair_int(w, "daysLate", v->days_late);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_state(struct dais_json *w, const struct dais_document_state *d)
{
	dais_json_object(w);
	dais_json_pair(w, "package", d->package);
	dais_json_pair(w, "id", d->id);
	dais_json_pair(w, "kind", d->kind);
	dais_json_pair(w, "body", d->body);
	dais_json_pair(w, "symbol", d->symbol);
	dais_json_pair(w, "author", d->author);
	dais_api_put_ml(w, "title", &d->title);
	dais_api_put_date(w, "opens", d->opens);
	dais_api_put_date(w, "submitDue", d->submit_due);
	dais_api_put_date(w, "issueDue", d->issue_due);
	dais_api_put_date(w, "submitted", d->submitted);
	dais_json_pair_c(w, "move", dais_move_name(d->move));
	dais_json_pair_int(w, "daysLate", d->days_late);
	if (d->late_reason.n)
		dais_json_pair(w, "lateReason", d->late_reason);
	put_versions(w, d);
	dais_json_end(w);
}

/* Whose move the query asks for; answers 422 and gives false when it is nobody's. */
static bool
read_move(struct dais_api_call *c, int *ret)
{
	struct dais_str wanted = dais_api_query(c, "move");
	struct dais_err err = DAIS_ERR_INIT;

	*ret = -1;
	for (int m = 0; wanted.n && m < DAIS_MOVE_COUNT; m++)
		if (dais_str_is(wanted, dais_move_name((enum dais_move)m)))
			*ret = m;
	if (!wanted.n || *ret >= 0)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_INVALID,
	    "move is \"%.*s\", not nobody, author, editors, translators or issuers",
	    DAIS_STR_ARG(dais_str_sub(wanted, 0, 100)));
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_under_way(struct dais_api_call *c)
{
	struct dais_documents_query q = { .today = dais_house_today(c->site->house),
		.body = dais_api_query(c, "body") };
	struct dais_err err = DAIS_ERR_INIT;
	dais_document_state_vec found = { 0 };
	size_t skip, limit;
	bool more, issued;

	if (!dais_api_window(c, &skip, &limit) || !dais_api_flag(c, "late", &q.only_late) ||
	    !dais_api_flag(c, "issued", &issued) || !read_move(c, &q.move))
		return;
	q.only_open = !issued;
	q.skip = skip;
	q.max = limit;
	if (!dais_documents_everywhere(c->site->house, c->actor, &q, c->a, &found, &more, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_list_begin(c);
	for (size_t i = 0; i < found.n; i++)
		put_state(&c->json, &found.v[i]);
	dais_api_list_end(c, dais_api_cursor(c, skip, limit, skip + found.n + more));
}

void
dais_api_package_under_way(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_document_state_vec states = { 0 };
	struct dais_api_part part;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	dais_documents_of(s, dais_house_today(c->site->house), c->a, &states);
	if (!dais_api_part(c, states.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_state(&c->json, &states.v[i]);
	dais_api_list_end(c, part.next);
}

/* ---- states of language versions ---- */

static bool
read_status(
    struct dais_api_call *c, const char *name, enum dais_version_status *ret, struct dais_err *err)
{
	struct dais_str words = dais_json_get_str(c->body, name);
	int status = dais_version_status_parse(words);

	if (status < 0)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "%s is \"%.*s\", which is no state of a language version", name,
		    DAIS_STR_ARG(dais_str_sub(words, 0, 100)));
	*ret = (enum dais_version_status)status;
	return true;
}

/* {"was": "translation", "status": "issued", "issued": "2022-04-11", "why": "..."} */
void
dais_api_version_set(struct dais_api_call *c)
{
	struct dais_version_change v = { .package = dais_api_path(c, "package"),
		.document = dais_api_path(c, "document"),
		.why = dais_json_get_str(c->body, "why") };
	struct dais_str issued = dais_json_get_str(c->body, "issued");
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags diags;
	uint64_t change = 0;
	bool ok;

	dais_api_diags(c, &diags);
	if (!dais_api_one_language(c, "language", dais_api_path(c, "language"), &v.language))
		return;
	ok = read_status(c, "was", &v.was, &err) && read_status(c, "status", &v.status, &err);
	if (ok && issued.n && !dais_date_parse(issued, &v.issued))
		ok = dais_err_set(&err, DAIS_ERR_INVALID, "issued is no date as 2027-05-24");
	if (!ok ||
	    !dais_version_set(c->site->house, c->actor, &v, &diags, &change, &conflict, &err)) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, v.package, change, false);
	dais_api_give_change(c, change);
}

void
dais_api_version_history(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_str document = dais_api_path(c, "document");
	struct dais_err err = DAIS_ERR_INIT;
	dais_version_event_vec events = { 0 };
	struct dais_api_part part;
	enum dais_lang l;

	if (!dais_api_one_language(c, "language", dais_api_path(c, "language"), &l) ||
	    !dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	if (dais_map_get(&s->record->document_ids, document) == DAIS_MAP_NONE) {
		(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no document \"%.*s\"",
		    DAIS_STR_ARG(dais_str_sub(document, 0, 100)));
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_version_history(
		c->site->house, s->package, document, l, EVENTS_MAX, c->a, &events, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, events.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++) {
		dais_json_object(&c->json);
		dais_json_pair_int(&c->json, "change", (int64_t)events.v[i].change);
		dais_api_put_instant(&c->json, "at", events.v[i].at_ms);
		dais_json_pair(&c->json, "who", events.v[i].who);
		if (events.v[i].why.n)
			dais_json_pair(&c->json, "why", events.v[i].why);
		dais_json_pair_c(&c->json, "from", dais_version_status_name(events.v[i].from));
		dais_json_pair_c(&c->json, "to", dais_version_status_name(events.v[i].to));
		dais_json_end(&c->json);
	}
	dais_api_list_end(c, part.next);
}

/* ---- symbols ---- */

/* ?bodies=ic,ta: ids of bodies of the package; several: a joint document. */
static bool
read_bodies(struct dais_api_call *c, const struct dais_record *r, size_t *bodies, size_t *n,
    struct dais_err *err)
{
	struct dais_str rest = dais_api_query(c, "bodies"), id;

	*n = 0;
	while (dais_str_next(&rest, ',', &id)) {
		size_t at = dais_map_get(&r->body_ids, id);

		if (at == DAIS_MAP_NONE)
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "there is no body \"%.*s\" in this package",
			    DAIS_STR_ARG(dais_str_sub(id, 0, 100)));
		if (*n == BODIES_MAX)
			return dais_err_set(err, DAIS_ERR_LIMIT, "more than 64 bodies");
		bodies[(*n)++] = at;
	}
	return *n > 0 || dais_err_set(err, DAIS_ERR_INVALID, "bodies is missing");
}

void
dais_api_symbols(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_symbols_wanted w = { .special = dais_api_query(c, "series") };
	size_t bodies[BODIES_MAX];
	dais_store_strs symbols = { 0 };
	int64_t year;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s) ||
	    !dais_api_number(c, "year", 1, 9999,
		s->record->together.n
		    ? s->record->meetings.v[s->record->together.v[0]].opens.date.year
		    : dais_house_today(c->site->house).year,
		&year))
		return;
	w.package = s->package;
	w.record = s->record;
	w.bodies = bodies;
	w.year = (unsigned)year;
	if (!read_bodies(c, s->record, bodies, &w.n_bodies, &err) ||
	    !dais_symbols_next(c->site->house, &w, c->a, &symbols, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(&c->json);
	dais_json_key(&c->json, "symbols");
	dais_json_array(&c->json);
	for (size_t i = 0; i < symbols.n; i++)
		dais_json_str(&c->json, symbols.v[i]);
	dais_json_end(&c->json);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}
