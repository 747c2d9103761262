/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One language version: its state set, and what became of it.
 */
#include "mark/json_read.h"
#include "service/house/documents.h"
#include "service/house/house_priv.h"

static struct dais_str
quoted(struct dais_arena *a, struct dais_str words)
{
	return dais_json_print(a, dais_json_new_str(a, words));
}

static struct dais_str
status_json(struct dais_arena *a, enum dais_version_status s)
{
	return s == DAIS_VERSION_NONE ? DAIS_STR("")
				      : quoted(a, dais_str_from(dais_version_status_name(s)));
}

static const char *
member(struct dais_arena *a, enum dais_lang l, const char *name)
{
	return dais_arena_printf(a, "versions.%s.%s", dais_lang_code(l), name).p;
}

bool
dais_version_set(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_version_change *c, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err)
{
	struct dais_arena *a = diags->arena;
	struct dais_str kind = DAIS_STR("document"), day = DAIS_STR_NONE;
	struct dais_date issued = c->issued;
	struct dais_house_edit *e;

	if (c->status == DAIS_VERSION_ISSUED) {
		if (!dais_date_is_set(issued))
			issued = dais_house_today(h);
		day = quoted(a, dais_date_print(a, issued));
	}
	return dais_edit_begin(h, actor, DAIS_ACTION_SET_VERSION, c->package, c->why, a, &e, err) &&
	       dais_edit_set(e, kind, c->document, member(a, c->language, "status"),
		   status_json(a, c->status), DAIS_ANY, status_json(a, c->was), err) &&
	       dais_edit_set(e, kind, c->document, member(a, c->language, "issued"), day, DAIS_ANY,
		   DAIS_STR_NONE, err) &&
	       (!c->sets_job || dais_edit_set(e, kind, c->document, member(a, c->language, "job"),
				    c->job.n ? quoted(a, c->job) : DAIS_STR(""), DAIS_ANY,
				    DAIS_STR_NONE, err)) &&
	       dais_edit_commit(e, diags, ret_change, ret_conflict, err);
}

/* The status of the version in the value of a document; NONE when it says nothing. */
static enum dais_version_status
status_in(struct dais_arena *a, struct dais_str value, enum dais_lang l)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *v;
	const struct dais_json_value *one;
	int s;

	if (!value.n || !dais_json_parse(a, value, &v, &ignored))
		return DAIS_VERSION_NONE;
	one = dais_json_get(dais_json_get(v, "versions"), dais_lang_code(l));
	s = dais_version_status_parse(dais_json_get_str(one, "status"));
	return s < 0 ? DAIS_VERSION_NONE : (enum dais_version_status)s;
}

bool
dais_version_history(struct dais_house *h, struct dais_str package, struct dais_str document,
    enum dais_lang language, size_t max, struct dais_arena *a, dais_version_event_vec *ret,
    struct dais_err *err)
{
	struct dais_change_query q = { .package = package,
		.kind = DAIS_STR("document"),
		.id = document,
		.max = 100,
		.newest_first = true };

	while (ret->n < max) {
		dais_change_vec changes = { 0 };

		if (!dais_store_changes(h->store, &q, a, &changes, err))
			return false;
		for (size_t i = 0; i < changes.n && ret->n < max; i++) {
			const struct dais_change *c = &changes.v[i];

			for (size_t k = 0; k < c->entries.n && ret->n < max; k++) {
				const struct dais_change_entry *en = &c->entries.v[k];
				struct dais_version_event *ev;
				enum dais_version_status from, to;

				if (!dais_str_is(en->kind, "document") ||
				    !dais_str_eq(en->id, document))
					continue;
				from = status_in(a, en->before, language);
				to = status_in(a, en->after, language);
				if (from == to)
					continue;
				ev = dais_vec_add(a, ret);
				ev->change = c->number;
				ev->at_ms = c->head.at_ms;
				ev->who = dais_house_name_of(h, c->head.who, a);
				ev->why = c->head.why;
				ev->from = from;
				ev->to = to;
			}
		}
		if (changes.n < q.max)
			break;
		q.after = changes.v[changes.n - 1].number;
	}
	return true;
}
