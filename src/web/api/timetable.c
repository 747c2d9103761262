/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable: looked at, arranged, asked why. What is done by forms at the desk is done here by
 * the same names.
 */
#include "web/timetable/timetable.h"

#include "service/planning.h"
#include "service/timetable/format.h"
#include "service/timetable/why.h"
#include "web/api/api_priv.h"

/* ---- looking ---- */

static void
put_ids(struct dais_json *w, const char *key, const struct dais_record *r, const dais_index_vec *v)
{
	dais_json_key(w, key);
	dais_json_array(w);
	for (size_t i = 0; i < v->n; i++)
		dais_json_str(w, r->bodies.v[v->v[i]].id);
	dais_json_end(w);
}

static void
put_sitting(struct dais_api_call *c, const struct dais_record *r, size_t i)
{
	const struct dais_sitting *s = &r->sittings.v[i];
	struct dais_json *w = &c->json;

	dais_json_object(w);
	dais_json_pair(w, "sitting", dais_sitting_name(r, i, c->a));
	dais_json_pair(w, "start", dais_local_print(c->a, s->start));
	dais_json_pair(w, "end", dais_local_print(c->a, s->end));
	put_ids(w, "bodies", r, &s->bodies);
	if (s->room_id.n)
		dais_json_pair(w, "room", s->room_id);
	if (s->team.n)
		dais_json_pair(w, "team", s->team);
	dais_json_key(w, "entries");
	dais_json_array(w);
	for (size_t e = 0; e < s->entries.n; e++) {
		dais_json_object(w);
		dais_json_pair(w, "item", r->items.v[s->entries.v[e].item].id);
		if (s->entries.v[e].minutes)
			dais_json_pair_int(w, "minutes", s->entries.v[e].minutes);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_times(struct dais_api_call *c, const struct dais_arrange_verdict *v)
{
	dais_json_key(&c->json, "times");
	dais_json_array(&c->json);
	for (size_t i = 0; i < v->slots.n; i++) {
		dais_json_object(&c->json);
		dais_json_pair(&c->json, "start", dais_local_print(c->a, v->slots.v[i].start));
		dais_json_pair(&c->json, "end", dais_local_print(c->a, v->slots.v[i].end));
		dais_json_end(&c->json);
	}
	dais_json_end(&c->json);
}

static void
put_verdict(
    struct dais_api_call *c, const struct dais_record *r, const struct dais_arrange_verdict *v)
{
	struct dais_json *w = &c->json;

	dais_json_pair_bool(w, "judged", v->judged);
	dais_json_pair_bool(w, "sound", v->judged && v->sound);
	if (v->why.n)
		dais_json_pair(w, "problem", v->why);
	dais_json_key(w, "breaches");
	dais_json_array(w);
	for (size_t i = 0; i < v->breaches.n; i++) {
		const struct dais_arrange_breach *b = &v->breaches.v[i];

		dais_json_object(w);
		dais_json_pair_bool(w, "hard", b->hard);
		dais_json_pair(w, "message", b->words);
		dais_json_key(w, "sittings");
		dais_json_array(w);
		for (size_t k = 0; k < b->sittings.n; k++)
			dais_json_str(w, dais_sitting_name(r, b->sittings.v[k], c->a));
		dais_json_end(w);
		dais_json_end(w);
	}
	dais_json_end(w);
}

/* The arrangement that the query asks for; answers and gives false when there is none. */
static bool
arrangement_of(struct dais_api_call *c, const struct dais_snapshot *s, struct dais_arrangement *ret)
{
	struct dais_str name = dais_api_query(c, "modality");
	int modality = dais_modality_parse(name);
	struct dais_err err = DAIS_ERR_INIT;

	dais_arrange_begin(s, dais_api_said_in(c), c->a, ret);
	if (!name.n)
		return true;
	if (modality < 0)
		(void)dais_err_set(
		    &err, DAIS_ERR_INVALID, "modality is in-person, hybrid or online");
	else if (dais_format_as(ret, (enum dais_modality)modality, c->a, ret, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

void
dais_api_timetable(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_arrange_verdict verdict;
	struct dais_arrangement t;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s) || !arrangement_of(c, s, &t))
		return;
	dais_arrange_judge(&t, c->a, &verdict);
	dais_json_object(&c->json);
	dais_json_pair_c(
	    &c->json, "modality", dais_modality_name(dais_planning_modality(t.record)));
	dais_json_pair_int(&c->json, "revision", (int64_t)s->revision);
	dais_json_key(&c->json, "sittings");
	dais_json_array(&c->json);
	for (size_t i = 0; i < t.record->sittings.n; i++)
		put_sitting(c, t.record, i);
	dais_json_end(&c->json);
	put_times(c, &verdict);
	put_verdict(c, t.record, &verdict);
	dais_json_end(&c->json);
	dais_api_give(c, s->revision);
}

/* ---- arranging ---- */

/* The members of the body as a form would send them. */
static void
fields_of(struct dais_api_call *c, dais_http_pairs *ret)
{
	static const char *const names[] = { "do", "sitting", "item", "time", "to", "day", "from",
		"until", "room", "team" };
	const struct dais_json_value *bodies = dais_json_get(c->body, "bodies"),
				     *words = dais_json_get(c->body, "words");

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		dais_vec_push(c->a, ret,
		    ((struct dais_http_pair){
			dais_str_from(names[i]), dais_json_get_str(c->body, names[i]) }));
	dais_vec_push(c->a, ret,
	    ((struct dais_http_pair){
		DAIS_STR("minutes"), dais_arena_printf(c->a, "%lld",
					 (long long)dais_json_get_int(c->body, "minutes", 0)) }));
	for (size_t i = 0; bodies && i < bodies->members.n; i++)
		dais_vec_push(c->a, ret,
		    ((struct dais_http_pair){
			DAIS_STR("body"), bodies->members.v[i].value->text }));
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);

		dais_vec_push(c->a, ret,
		    ((struct dais_http_pair){ dais_arena_printf(c->a, "room-%s", code),
			dais_json_get_str(words, code) }));
	}
}

void
dais_api_arrange(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs said = { 0 };
	struct dais_arrangement t;
	struct dais_local shown;
	struct dais_diags diags;
	uint64_t seen, change = 0;

	dais_api_diags(c, &diags);
	if (!dais_api_if_match(c, &seen) ||
	    !dais_api_working(c, DAIS_ACTION_EDIT_TIMETABLE, NULL, &s))
		return;
	dais_arrange_begin(s, dais_api_said_in(c), c->a, &t);
	t.seen = seen == DAIS_ANY ? 0 : seen;
	fields_of(c, &said);
	if (!dais_sitting_act(&said, &t, &shown, &err) ||
	    !dais_arrange_put(
		c->site->house, c->actor, &t, DAIS_STR_NONE, &diags, &change, &conflict, &err)) {
		dais_api_fail_edit(c, &conflict, &err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, s->package, change, false);
	dais_api_give_change(c, change);
}

/* ---- why ---- */

static void
put_place(struct dais_api_call *c, const struct dais_why_place *p)
{
	static const char *const kinds[DAIS_WHY_KIND_COUNT] = { "here", "also", "free", "gains",
		"costs", "impossible" };
	static const char *const ways[] = { "into", "new", "exchange", "swap" };
	struct dais_json *w = &c->json;

	dais_json_object(w);
	dais_json_pair(w, "start", dais_local_print(c->a, p->start));
	dais_json_pair(w, "end", dais_local_print(c->a, p->end));
	dais_json_pair_c(w, "kind", kinds[p->kind]);
	if (p->kind > DAIS_WHY_ALSO)
		dais_json_pair_c(w, "way", ways[p->way]);
	if (p->kind == DAIS_WHY_COSTS || p->kind == DAIS_WHY_GAINS) {
		dais_json_pair_int(w, "rank", p->rank);
		dais_json_pair_int(w, "cost", (int64_t)p->more);
	}
	dais_json_key(w, "messages");
	dais_json_array(w);
	for (size_t i = 0; i < p->words.n; i++)
		dais_json_str(w, p->words.v[i]);
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_reason(struct dais_json *w, const struct dais_why_reason *r)
{
	dais_json_object(w);
	dais_json_pair_int(w, "rank", r->rank);
	dais_json_pair(w, "message", r->words);
	if (r->place.line) {
		dais_json_pair(w, "file", r->place.file);
		dais_json_pair_int(w, "line", r->place.line);
	}
	dais_json_pair_int(w, "against", (int64_t)r->against.n);
	dais_json_end(w);
}

void
dais_api_why(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json *w = &c->json;
	struct dais_arrangement t;
	struct dais_why why;
	size_t sitting, item;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	dais_arrange_begin(s, dais_api_said_in(c), c->a, &t);
	sitting = dais_sitting_find(t.record, dais_api_query(c, "sitting"));
	item = dais_map_get(&t.record->item_ids, dais_api_query(c, "item"));
	if (!dais_why(
		&t, sitting, dais_sitting_entry_of(t.record, sitting, item), c->a, &why, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(w);
	dais_json_pair(w, "sitting", dais_sitting_name(t.record, sitting, c->a));
	dais_json_pair(w, "item", t.record->items.v[why.item].id);
	dais_json_pair_int(w, "others", (int64_t)why.others);
	dais_json_pair_int(w, "taken", (int64_t)why.taken);
	dais_json_key(w, "reasons");
	dais_json_array(w);
	for (size_t i = 0; i < why.reasons.n; i++)
		put_reason(w, &why.reasons.v[i]);
	dais_json_end(w);
	dais_json_key(w, "places");
	dais_json_array(w);
	for (size_t i = 0; i < why.places.n; i++)
		put_place(c, &why.places.v[i]);
	dais_json_end(w);
	dais_json_end(w);
	dais_api_give(c, s->revision);
}
