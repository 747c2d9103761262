/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/findings.h"

#include <stdlib.h>

#include "base/map.h"
#include "check/check.h"
#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/planning_check.h"
#include "text/message.h"

/* Splits the file of a told place, "item environment title.fr" (house_tell()). */
static void
take_place(struct dais_finding *f, const struct dais_place *p)
{
	struct dais_str rest = p->file;

	if (!dais_str_next(&rest, ' ', &f->kind) || !dais_str_next(&rest, ' ', &f->id))
		f->kind = DAIS_STR_NONE;
	else if (!dais_str_next(&rest, ' ', &f->member))
		f->member = DAIS_STR_NONE;
	f->line = p->line;
}

/* How people name a sitting that a thing is: by its beginning and its first body. */
static struct dais_str
sitting_of(const struct house_kept *k, const struct dais_finding *f)
{
	size_t at = dais_str_is(f->kind, "sitting") ? dais_things_find(&k->things, f->kind, f->id)
						    : SIZE_MAX;
	struct dais_err ignored = DAIS_ERR_INIT;
	const struct dais_json_value *bodies;
	struct dais_json_value *v;

	if (at == SIZE_MAX || dais_thing_plan(&k->things.v[at], k->arena).n ||
	    !dais_json_parse(k->arena, k->things.v[at].value, &v, &ignored))
		return DAIS_STR_NONE;
	bodies = dais_json_get(v, "bodies");
	if (!bodies || !bodies->members.n)
		return DAIS_STR_NONE;
	return dais_arena_printf(k->arena, "%.*s/%.*s", DAIS_STR_ARG(dais_json_get_str(v, "start")),
	    DAIS_STR_ARG(bodies->members.v[0].value->text));
}

/* The language of an annotation, or of the member: a component that is a language. */
static int
language_of(const struct dais_finding *f)
{
	struct dais_str rest = f->member, part, item;
	enum dais_lang l;

	if (dais_str_is(f->kind, "annotation") && dais_annotation_id_parse(f->id, &l, &item))
		return (int)l;
	while (dais_str_next(&rest, '.', &part)) {
		if (dais_lang_parse(part, &l))
			return (int)l;
	}
	return -1;
}

struct dais_str
dais_finding_key(struct dais_arena *a, enum dais_severity severity, const char *rule,
    struct dais_str kind, struct dais_str id, struct dais_str message)
{
	if (dais_str_is(kind, "sitting"))
		id = DAIS_STR_NONE;
	if (dais_str_is(kind, "annotation") && id.n > 3 && id.p[2] == '/')
		id = dais_str_sub(id, 3, dais_str_find_char(id, '@', 0));
	return dais_arena_printf(a, "%d %s %.*s %.*s %.*s", (int)severity, rule, DAIS_STR_ARG(kind),
	    DAIS_STR_ARG(id), DAIS_STR_ARG(message));
}

static void
count(struct dais_findings *f)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_map known;

	dais_map_init(&known, scratch);
	for (size_t i = 0; i < f->list.n; i++) {
		const struct dais_finding *one = &f->list.v[i];

		f->by_severity[one->diag->severity]++;
		f->said[one->diag->severity] += dais_map_add(&known,
		    dais_finding_key(scratch, one->diag->severity, one->diag->rule, one->kind,
			one->id, one->diag->message),
		    i);
	}
}

static int
compare(const void *x, const void *y)
{
	const struct dais_finding *a = x, *b = y;
	int c = (int)b->diag->severity - (int)a->diag->severity;

	if (c == 0)
		c = dais_str_cmp(a->kind, b->kind);
	/* Stable: the order of the checker is that of places. */
	return c ? c : (a->diag > b->diag) - (a->diag < b->diag);
}

/* What the reader of the package warned of: it is asked again in another language. */
static void
warnings(const struct house_kept *k, struct dais_diags *ret)
{
	if (!k->s.diags.list.n)
		return;
	if (ret->lang != k->s.diags.lang) {
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);

		(void)dais_things_read(scratch, &k->things, ret, NULL);
		return;
	}
	for (size_t i = 0; i < k->s.diags.list.n; i++)
		(void)dais_diags_copy(ret, &k->s.diags.list.v[i]);
}

/* Checked in 3 to 5 ms (untoc-2022 weighs twice as much). */
#define WEIGHT_QUICK ((size_t)40 << 10)
#define WEIGHT_OF_THING 64u

/* How long the rules take with @t, as bytes of text they search. */
static size_t
weight_of(const struct dais_thing *t)
{
	static const char *const unread[] = { "origin", "file", "release", "notice" };

	for (size_t i = 0; i < sizeof(unread) / sizeof(*unread); i++)
		if (dais_str_is(t->kind, unread[i]))
			return 0;
	return WEIGHT_OF_THING + (dais_str_is(t->kind, "annotation") ? t->value.n : t->value.n / 8);
}

bool
dais_findings_are_quick(const struct dais_snapshot *s, enum dais_lang l)
{
	const struct house_kept *k = house_kept_of(s);
	size_t weight = 0;

	for (size_t i = 0; !k->findings[l] && weight <= WEIGHT_QUICK && i < k->things.n; i++)
		weight += weight_of(&k->things.v[i]);
	return weight <= WEIGHT_QUICK;
}

void
dais_findings_tell(
    const struct dais_snapshot *s, enum dais_lang l, struct dais_arena *a, struct dais_diags *ret)
{
	struct dais_diags found;

	dais_diags_init(&found, a);
	dais_text_diags_in(&found, l);
	warnings(house_kept_of(s), &found);
	dais_check_record(s->record, NULL, &found);
	dais_planning_check(s->record, NULL, DAIS_PLANNING_CHECK_SERVED_SECONDS, &found);
	dais_diags_init_as(ret, a, &found);
	house_tell(&house_kept_of(s)->places, &found, ret);
}

static const struct dais_findings *
list(struct house_kept *k, const struct dais_diags *told)
{
	struct dais_findings *f = DAIS_NEW(k->arena, struct dais_findings);

	for (size_t i = 0; i < told->list.n; i++) {
		struct dais_finding *one = dais_vec_add(k->arena, &f->list);

		one->diag = &told->list.v[i];
		if (one->diag->places.n)
			take_place(one, &one->diag->places.v[0]);
		one->language = language_of(one);
		one->sitting = sitting_of(k, one);
	}
	if (f->list.n)
		qsort(f->list.v, f->list.n, sizeof(*f->list.v), compare);
	count(f);
	return f;
}

void
dais_findings_take(const struct dais_snapshot *s, const struct dais_diags *told)
{
	struct house_kept *k = (struct house_kept *)(uintptr_t)s;
	struct dais_diags *mine = DAIS_NEW(k->arena, struct dais_diags);

	dais_diags_init_as(mine, k->arena, told);
	for (size_t i = 0; i < told->list.n; i++)
		(void)dais_diags_copy(mine, &told->list.v[i]);
	k->findings[told->lang] = list(k, mine);
	house_weigh(k);
}

const struct dais_findings *
dais_findings_of(const struct dais_snapshot *s, enum dais_lang l)
{
	struct house_kept *k = (struct house_kept *)(uintptr_t)s;

	if (!k->findings[l]) {
		struct dais_diags *told = DAIS_NEW(k->arena, struct dais_diags);

		dais_findings_tell(s, l, k->arena, told);
		k->findings[l] = list(k, told);
		house_weigh(k);
	}
	return k->findings[l];
}
