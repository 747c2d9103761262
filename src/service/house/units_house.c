/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the record alone does not say of a translation: its drafts, and, from the log, what its
 * source was when it was made.
 */
#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/standing.h"
#include "service/house/things.h"
#include "service/house/units_priv.h"
#include "text/compare.h"

#define CONFIRMED "translation"
/* Changes of one thing that are looked through for its last translation. */
#define CHANGES_MAX 500
/* Paragraphs less alike than this, in thousandths, are told as new. */
#define LIKENESS_MIN 300

struct look {
	struct dais_house *h;
	struct dais_store *store;
	struct dais_str package;
	enum dais_lang from, to;
	struct dais_arena *a;
	dais_unit_vec *units;
	dais_thing_vec annotations;
	struct dais_map by_id; /* places of @annotations */
	struct dais_map again; /* "kind id" of things that were changed after they were made */
};

/* ---- annotations ---- */

static const struct dais_thing *
annotation(const struct look *l, enum dais_lang lang, struct dais_str thing)
{
	struct dais_str id =
	    dais_arena_printf(l->a, "%s/%.*s", dais_lang_code(lang), DAIS_STR_ARG(thing));
	size_t at = dais_map_get(&l->by_id, id);

	return at == DAIS_MAP_NONE ? NULL : &l->annotations.v[at];
}

static void
paragraphs(struct dais_arena *a, struct dais_str text, dais_store_strs *ret)
{
	size_t at = 0;

	while (at < text.n) {
		size_t end = dais_str_find(text, DAIS_STR("\n\n"), at);
		struct dais_str part =
		    dais_str_trim(dais_str_sub(text, at, end == SIZE_MAX ? text.n : end));

		if (part.n)
			dais_vec_push(a, ret, part);
		if (end == SIZE_MAX)
			return;
		at = end + 2;
	}
}

/* The words of the value of an annotation. */
static struct dais_str
value_text(const struct look *l, struct dais_str value)
{
	const struct dais_thing t = { .value = value };

	return value.n ? dais_thing_text(&t, l->a) : DAIS_STR_NONE;
}

/* What paragraph @now was called in @then. True: it was there as it is. */
static bool
find_then(
    const struct look *l, const dais_store_strs *then, struct dais_str now, struct dais_str *ret)
{
	unsigned best = LIKENESS_MIN - 1;

	*ret = DAIS_STR_NONE;
	for (size_t i = 0; i < then->n; i++) {
		unsigned likeness = dais_text_likeness(l->a, then->v[i], now);

		if (likeness == 1000)
			return true;
		if (likeness > best) {
			best = likeness;
			*ret = then->v[i];
		}
	}
	return false;
}

/* Marks what has changed in the units @first to @last (exclusive), all of one annotation. */
static bool
look_at_annotation(struct look *l, size_t first, size_t last, struct dais_err *err)
{
	struct dais_str thing = l->units->v[first].thing;
	const struct dais_thing *source = annotation(l, l->from, thing);
	const struct dais_thing *target = annotation(l, l->to, thing);
	dais_change_vec changes = { 0 };
	dais_store_strs then = { 0 };

	if (!source || !target || source->revision <= target->revision)
		return true;
	const struct dais_change_query query = { .package = l->package,
		.kind = source->kind,
		.id = source->id,
		.after = target->revision,
		.max = 1 };
	if (!dais_store_changes(l->store, &query, l->a, &changes, err))
		return false;
	for (size_t c = 0; c < changes.n; c++)
		for (size_t i = 0; i < changes.v[c].entries.n; i++)
			if (dais_str_eq(changes.v[c].entries.v[i].id, source->id))
				paragraphs(
				    l->a, value_text(l, changes.v[c].entries.v[i].before), &then);
	for (size_t i = first; i < last; i++) {
		struct dais_unit *u = &l->units->v[i];

		if (u->parts == 1 && then.n > 1) {
			u->state = DAIS_UNIT_OUTDATED;
			u->source_then = value_text(l, changes.v[0].entries.v[0].before);
		} else if (!find_then(l, &then, u->source, &u->source_then)) {
			u->state = DAIS_UNIT_OUTDATED;
		}
	}
	return true;
}

/* ---- titles ---- */

static struct dais_str
words_of(const struct look *l, struct dais_str value, struct dais_str member, enum dais_lang lang)
{
	struct dais_json_value *v;
	struct dais_err ignored = DAIS_ERR_INIT;

	if (!value.n || !dais_json_parse(l->a, value, &v, &ignored))
		return DAIS_STR_NONE;
	return dais_json_get_str(dais_json_find(v, member), dais_lang_code(lang));
}

/* The source as it stood when the target last changed, going back in the log. */
static void
look_at_title(struct look *l, const dais_change_vec *changes, struct dais_unit *u)
{
	for (size_t c = 0; c < changes->n; c++) {
		for (size_t i = 0; i < changes->v[c].entries.n; i++) {
			const struct dais_change_entry *e = &changes->v[c].entries.v[i];

			if (!dais_str_eq(e->id, u->thing) || !dais_str_eq(e->kind, u->kind))
				continue;
			if (dais_str_eq(words_of(l, e->before, u->member, l->to),
				words_of(l, e->after, u->member, l->to)))
				continue;
			struct dais_str then = words_of(l, e->after, u->member, l->from);
			if (then.n && !dais_str_eq(then, u->source)) {
				u->state = DAIS_UNIT_OUTDATED;
				u->source_then = then;
			}
			return;
		}
	}
}

static bool
look_at_titles(struct look *l, size_t first, size_t last, struct dais_err *err)
{
	const struct dais_unit *u = &l->units->v[first];
	dais_change_vec changes = { 0 };
	const struct dais_change_query query = { .package = l->package,
		.kind = l->units->v[first].kind,
		.id = l->units->v[first].thing,
		.max = CHANGES_MAX,
		.newest_first = true };

	if (dais_map_get(&l->again, dais_arena_printf(l->a, "%.*s %.*s", DAIS_STR_ARG(u->kind),
					DAIS_STR_ARG(u->thing))) == DAIS_MAP_NONE)
		return true;
	if (!dais_store_changes(l->store, &query, l->a, &changes, err))
		return false;
	for (size_t i = first; changes.n > 1 && i < last; i++)
		if (l->units->v[i].target.n)
			look_at_title(l, &changes, &l->units->v[i]);
	return true;
}

/* ---- drafts and confirmations ---- */

struct dais_str
dais_units_draft_key(
    struct dais_arena *a, struct dais_str package, enum dais_lang to, struct dais_str thing)
{
	return dais_arena_printf(
	    a, "%.*s/%s/%.*s", DAIS_STR_ARG(package), dais_lang_code(to), DAIS_STR_ARG(thing));
}

static struct dais_str
confirmed_key(struct dais_arena *a, struct dais_str package, enum dais_lang from, enum dais_lang to,
    struct dais_str unit)
{
	return dais_arena_printf(a, "%.*s/%s-%s/%.*s", DAIS_STR_ARG(package), dais_lang_code(from),
	    dais_lang_code(to), DAIS_STR_ARG(unit));
}

/* The draft of a thing, or NULL: its parts and, beside each, by whom and when it was written
 * (drafts of an older dais do not say that). */
static const struct dais_json_value *
read_draft(struct dais_house *h, struct dais_str key, struct dais_arena *a)
{
	struct dais_state state;
	struct dais_json_value *v;
	struct dais_err ignored = DAIS_ERR_INIT;

	if (!dais_store_state_get(dais_house_store(h), DAIS_UNITS_DRAFTS, key, dais_house_now_ms(h),
		a, &state, &ignored) ||
	    !dais_json_parse(a, state.value, &v, &ignored))
		return NULL;
	return v;
}

static void
fill_from_draft(struct look *l, size_t first, size_t last)
{
	const struct dais_json_value *draft = read_draft(
	    l->h, dais_units_draft_key(l->a, l->package, l->to, l->units->v[first].thing), l->a);
	const struct dais_json_value *parts = dais_json_get(draft, "parts");
	const struct dais_json_value *by = dais_json_get(draft, "by");

	if (!parts || parts->members.n != last - first)
		return;
	for (size_t i = first; i < last; i++) {
		struct dais_unit *u = &l->units->v[i];
		struct dais_str words = parts->members.v[i - first].value->text;

		if (!words.n || u->state != DAIS_UNIT_MISSING)
			continue;
		u->target = words;
		u->state = DAIS_UNIT_DRAFT;
		if (by && by->members.n == parts->members.n) {
			const struct dais_json_value *one = by->members.v[i - first].value;

			u->who = dais_json_get_str(one, "who");
			(void)dais_str_to_int(
			    dais_json_get_str(one, "at"), 0, INT64_MAX, &u->at_ms);
		}
	}
}

static struct dais_str
source_digest(struct dais_arena *a, struct dais_str source)
{
	struct dais_digest d = dais_digest_of(source);

	return dais_digest_hex(a, &d);
}

static void
take_confirmed(struct look *l, struct dais_unit *u)
{
	struct dais_state state;
	struct dais_err ignored = DAIS_ERR_INIT;

	if (dais_store_state_get(l->store, CONFIRMED,
		confirmed_key(l->a, l->package, l->from, l->to, u->id), dais_house_now_ms(l->h),
		l->a, &state, &ignored) &&
	    dais_str_eq(state.value, source_digest(l->a, u->source)))
		u->state = DAIS_UNIT_DONE;
}

bool
dais_units_of(struct dais_house *h, const struct dais_snapshot *s, enum dais_lang from,
    enum dais_lang to, struct dais_arena *a, dais_unit_vec *ret, struct dais_err *err)
{
	struct look l = { .h = h,
		.store = dais_house_store(h),
		.package = s->package,
		.from = from,
		.to = to,
		.a = a,
		.units = ret };

	dais_map_init(&l.again, a);
	if (!dais_store_touched_again(l.store, s->package, a, &l.again, err))
		return false;
	dais_units_of_record(s->record, from, to, a, ret);
	if (!dais_store_things(l.store, s->package, DAIS_STR("annotation"), a, &l.annotations, err))
		return false;
	dais_map_init(&l.by_id, a);
	for (size_t i = 0; i < l.annotations.n; i++)
		(void)dais_map_add(&l.by_id, l.annotations.v[i].id, i);
	for (size_t i = 0, last; i < ret->n; i = last) {
		bool text = dais_str_is(ret->v[i].kind, "annotation");

		for (last = i + 1; last < ret->n; last++)
			if (!dais_str_eq(ret->v[last].kind, ret->v[i].kind) ||
			    !dais_str_eq(ret->v[last].thing, ret->v[i].thing))
				break;
		if (text)
			fill_from_draft(&l, i, last);
		if (!(text ? look_at_annotation(&l, i, last, err)
			   : look_at_titles(&l, i, last, err)))
			return false;
		for (size_t k = i; k < last; k++)
			if (ret->v[k].state == DAIS_UNIT_OUTDATED)
				take_confirmed(&l, &ret->v[k]);
	}
	return true;
}

bool
dais_units_confirm(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_unit *unit, enum dais_lang from,
    enum dais_lang to, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_matter matter = dais_snapshot_matter(s, &to, a);

	if (!dais_actor_check(actor, DAIS_ACTION_EDIT_TEXT, &matter, err))
		return false;
	const struct dais_state state = { .area = DAIS_STR(CONFIRMED),
		.key = confirmed_key(a, s->package, from, to, unit->id),
		.value = source_digest(a, unit->source) };
	return dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err) &&
	       dais_standing_touch(h, s->package, err);
}
