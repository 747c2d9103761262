/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests of the translation.
 */
#include "service/house/log.h"
#include "web/desk/translation_priv.h"
#include "service/exchange/exchange.h"
#include "text/err_say.h"

#define MEMORY_PACKAGES 12
#define MATCHES_MAX 3
#define LIKENESS_MIN 650
#define XLIFF_BYTES_MAX ((size_t)64 << 20)

struct pair {
	enum dais_lang from, to;
};

/* The languages of the address; else from the original into the reader's. */
static struct pair
languages(const struct desk *d)
{
	const struct dais_record *r = d->snapshot->record;
	struct pair pair = { DAIS_LANG_EN, d->page.language };

	if (r->produces != DAIS_NONE && r->documents.v[r->produces].has_original)
		pair.from = r->documents.v[r->produces].original;
	(void)dais_lang_parse(dais_http_query(d->x, "from"), &pair.from);
	(void)dais_lang_parse(dais_http_query(d->x, "to"), &pair.to);
	if (pair.from == pair.to)
		pair.from = pair.to == DAIS_LANG_EN ? DAIS_LANG_FR : DAIS_LANG_EN;
	return pair;
}

/* What the memory offers for @u; not what stands in its field already. */
static void
look_up(struct desk *d, struct dais_memory *m, const struct dais_unit *u, dais_memory_matches *ret)
{
	size_t n = 0;

	dais_memory_find(m, u->source, LIKENESS_MIN, MATCHES_MAX, d->arena, ret);
	for (size_t i = 0; i < ret->n; i++)
		if (!dais_str_eq(ret->v[i].target, u->target))
			ret->v[n++] = ret->v[i];
	ret->n = n;
}

static bool
find_matches(struct desk *d, struct desk_translation *v, dais_memory_matches *matches)
{
	struct dais_memory *m = dais_memory_new(v->from, v->to, d->arena);

	if (!dais_memory_add_house(
		m, d->site->house, d->snapshot, v->units, MEMORY_PACKAGES, &d->err))
		return false;
	size_t shown = 0;
	for (size_t i = 0; i < v->units->n; i++) {
		if (!dais_desk_unit_is_shown(v, &v->units->v[i]) || shown++ < v->skip)
			continue;
		if (shown > v->skip + DESK_UNITS_A_PAGE)
			break;
		if (v->units->v[i].state != DAIS_UNIT_DONE)
			look_up(d, m, &v->units->v[i], &matches[i]);
	}
	v->matches = matches;
	return true;
}

static void
show_translation(struct desk *d, struct desk_translation *v)
{
	dais_unit_vec *units = DAIS_NEW(d->arena, dais_unit_vec);
	struct pair pair = languages(d);

	v->record = d->snapshot->record;
	v->package = d->snapshot->package;
	v->from = pair.from;
	v->to = pair.to;
	v->all = dais_str_is(dais_http_query(d->x, "units"), "all");
	int64_t skip = 0;
	if (dais_str_to_int(dais_http_query(d->x, "skip"), 0, INT32_MAX, &skip))
		v->skip = (size_t)skip;
	v->units = units;
	v->may_edit = dais_desk_may_in(d, DAIS_ACTION_EDIT_TEXT, pair.to);
	v->may_edit_meeting = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING);
	if (!dais_units_of(
		d->site->house, d->snapshot, pair.from, pair.to, d->arena, units, &d->err) ||
	    !find_matches(d, v, DAIS_NEW_N(d->arena, units->n, dais_memory_matches))) {
		dais_desk_fail(d);
		return;
	}
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		dais_unit_vec other = { 0 };
		bool is_listed =
		    (v->record->languages & DAIS_LANG_BIT(l)) && l != (unsigned)pair.from;

		if (l == (unsigned)pair.to) {
			v->counts[l] = dais_units_count(units);
		} else if (is_listed && !dais_units_of(d->site->house, d->snapshot, pair.from,
					    (enum dais_lang)l, d->arena, &other, &d->err)) {
			dais_desk_fail(d);
			return;
		} else {
			v->counts[l] = dais_units_count(&other);
		}
	}
	dais_desk_show(d, DESK_PART_TRANSLATION, dais_page_say(&d->page, DAIS_SAY_DESK_TRANSLATION),
	    dais_desk_path(d, "/translation"));
	dais_desk_write_translation(&d->page, v);
	dais_desk_close(d);
}

void
dais_desk_show_translation(struct desk *d)
{
	struct desk_translation v = { 0 };

	show_translation(d, &v);
}

struct dais_str
dais_desk_translation_path(const struct desk *d)
{
	struct pair pair = languages(d);
	bool all = dais_str_is(dais_http_query(d->x, "units"), "all");

	return dais_arena_printf(d->arena, "%.*s/translation?from=%s&to=%s&units=%s",
	    DAIS_STR_ARG(d->snapshot->package), dais_lang_code(pair.from), dais_lang_code(pair.to),
	    all ? "all" : "open");
}

void
dais_desk_get_translation(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_translation v = { 0 };

	if (dais_desk_begin_package(&d, x, ctx, false))
		show_translation(&d, &v);
}

/* ---- saving ---- */

/* Saves one unit by a change of its own. */
static bool
save_unit(struct desk *d, struct pair pair, struct dais_str id, struct dais_str words,
    struct dais_str was, bool *ret_changed)
{
	const struct dais_unit_save save = { .package = d->snapshot->package,
		.unit = id,
		.from = pair.from,
		.to = pair.to,
		.words = words,
		.was = was };
	struct dais_diags diags;
	uint64_t change = 0;
	bool draft;

	dais_desk_diags(d, &diags);
	d->err = (struct dais_err){ 0 };
	if (!dais_units_save(
		d->site->house, d->page.actor, &save, d->arena, &diags, &change, &draft, &d->err)) {
		if (diags.list.n)
			dais_err_set(&d->err, DAIS_ERR_INVALID, "%.*s",
			    DAIS_STR_ARG(diags.list.v[0].message));
		return false;
	}
	if (change)
		dais_site_changed(d->site, d->snapshot->package, change, false);
	*ret_changed = change > 0 || draft;
	return true;
}

/* Who has written the translation @u, of a draft by what stands beside it, else by the log. */
static void
find_who(struct desk *d, const struct desk_translation *v, const struct dais_unit *u,
    struct desk_refusal *ret)
{
	struct dais_edit_conflict conflict;
	struct dais_str id = dais_str_is(u->kind, "annotation")
				 ? dais_arena_printf(d->arena, "%s/%.*s", dais_lang_code(v->to),
				       DAIS_STR_ARG(u->thing))
				 : u->thing;

	if (u->state == DAIS_UNIT_DRAFT && u->who.n) {
		ret->who = dais_house_name_of(d->site->house, u->who, d->arena);
		ret->at_ms = u->at_ms;
	} else if (u->state != DAIS_UNIT_DRAFT &&
		   dais_house_last_to_change(d->site->house, d->snapshot->package,
		       dais_arena_dup(d->arena, u->kind), dais_arena_dup(d->arena, id), d->arena,
		       &conflict)) {
		ret->who = conflict.who;
		ret->at_ms = conflict.at_ms;
	}
}

/* Who has translated the unit that was refused. */
static void
find_faster(struct desk *d, const struct desk_translation *v, struct desk_refusal *ret)
{
	DAIS_SNAPSHOT_AUTO now = NULL;
	dais_unit_vec units = { 0 };
	struct dais_err none = DAIS_ERR_INIT;

	if (!dais_house_working(d->site->house, d->snapshot->package, &now, &none) ||
	    !dais_units_of(d->site->house, now, v->from, v->to, d->arena, &units, &none))
		return;
	for (size_t i = 0; i < units.n; i++)
		if (dais_str_eq(units.v[i].id, ret->unit))
			find_who(d, v, &units.v[i], ret);
}

static void
refuse(struct desk *d, struct desk_translation *v, struct dais_str id, struct dais_str words)
{
	struct desk_refusal refusal = { .unit = id, .yours = words };

	if (d->err.code == DAIS_ERR_CONFLICT)
		find_faster(d, v, &refusal);
	else
		refusal.reason = dais_text_err_message(d->arena, d->page.language, &d->err);
	dais_vec_push(d->arena, &v->refusals, refusal);
	d->status = dais_http_status_of(&d->err);
}

/* All texts of the form that are not what they were. */
static size_t
save_all(struct desk *d, struct desk_translation *v, struct pair pair)
{
	static const struct dais_str prefix = DAIS_STR_INIT("target-");
	const struct dais_http_request *r = dais_http_request(d->x);
	size_t saved = 0;

	for (size_t i = 0; i < r->fields.n; i++) {
		bool changed = false;

		if (!dais_str_has_prefix(r->fields.v[i].name, prefix))
			continue;
		struct dais_str id =
		    dais_str_sub(r->fields.v[i].name, prefix.n, r->fields.v[i].name.n);
		struct dais_str words = dais_str_trim(dais_desk_field2(d, "target-", id));
		struct dais_str was = dais_desk_field2(d, "was-", id);

		if (dais_str_eq(words, dais_str_trim(was)))
			continue;
		if (!save_unit(d, pair, id, words, was, &changed))
			refuse(d, v, id, words);
		saved += changed;
	}
	return saved;
}

/* "use 0 item.other.title": a match of the memory as the translation. */
static size_t
use_match(struct desk *d, struct desk_translation *v, struct pair pair, struct dais_str rest)
{
	struct dais_str number, id;
	dais_unit_vec units = { 0 };
	dais_memory_matches found = { 0 };
	int64_t k = 0;
	bool changed = false;

	if (!dais_str_next(&rest, ' ', &number) || !dais_str_next(&rest, ' ', &id) ||
	    !dais_str_to_int(number, 0, MATCHES_MAX - 1, &k) ||
	    !dais_units_of(
		d->site->house, d->snapshot, pair.from, pair.to, d->arena, &units, &d->err))
		return 0;
	struct dais_memory *m = dais_memory_new(pair.from, pair.to, d->arena);
	if (!dais_memory_add_house(
		m, d->site->house, d->snapshot, &units, MEMORY_PACKAGES, &d->err))
		return 0;
	for (size_t i = 0; i < units.n; i++)
		if (dais_str_eq(units.v[i].id, id))
			look_up(d, m, &units.v[i], &found);
	if ((size_t)k >= found.n)
		return 0;
	struct dais_str words = dais_arena_dup(d->arena, found.v[k].target);
	if (!save_unit(d, pair, id, words, dais_desk_field2(d, "was-", id), &changed))
		refuse(d, v, id, words);
	return changed;
}

static bool
confirm(struct desk *d, struct pair pair, struct dais_str id)
{
	dais_unit_vec units = { 0 };

	if (!dais_units_of(
		d->site->house, d->snapshot, pair.from, pair.to, d->arena, &units, &d->err))
		return false;
	for (size_t i = 0; i < units.n; i++)
		if (dais_str_eq(units.v[i].id, id))
			return dais_units_confirm(d->site->house, d->page.actor, d->snapshot,
			    &units.v[i], pair.from, pair.to, &d->err);
	return dais_err_set(
	    &d->err, DAIS_ERR_NOT_FOUND, "there is no text %.*s any more", DAIS_STR_ARG(id));
}

void
dais_desk_post_translation(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	struct desk_translation v = { 0 };

	if (!dais_desk_begin_package(&d, x, ctx, true))
		return;
	struct pair pair = languages(&d);
	struct dais_str rest = dais_desk_field(&d, "do"), verb = DAIS_STR_NONE;
	const char *did = "translated";
	v.from = pair.from;
	v.to = pair.to;
	(void)dais_str_next(&rest, ' ', &verb);
	size_t saved = save_all(&d, &v, pair);
	if (dais_str_is(verb, "use")) {
		saved += use_match(&d, &v, pair, rest);
	} else if (dais_str_is(verb, "confirm") && !v.refusals.n) {
		if (!confirm(&d, pair, rest)) {
			dais_desk_fail(&d);
			return;
		}
		did = saved ? did : "confirmed";
		saved += !saved;
	}
	if (!dais_desk_again(&d)) {
		dais_desk_fail(&d);
		return;
	}
	if (v.refusals.n) {
		show_translation(&d, &v);
		return;
	}
	dais_desk_go(&d, saved > 0, dais_desk_translation_path(&d), did,
	    dais_arena_printf(d.arena, "%zu", saved));
}

/* ---- files for translators ---- */

void
dais_desk_get_xliff(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, XLIFF_BYTES_MAX);
	if (!dais_desk_begin_package(&d, x, ctx, false))
		return;
	struct pair pair = languages(&d);
	if (!dais_exchange_xliff(d.site->house, d.snapshot, pair.from, pair.to, &out, &d.err)) {
		dais_desk_fail(&d);
		return;
	}
	dais_http_set_header(x, "Content-Disposition",
	    dais_arena_printf(d.arena, "attachment; filename=\"%.*s.%s-%s.xlf\"",
		DAIS_STR_ARG(d.snapshot->package), dais_lang_code(pair.from),
		dais_lang_code(pair.to)));
	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_http_reply(x, 200, "application/xliff+xml", dais_buf_dup(&out, d.arena));
}
