/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/diag.h"

#include <stdlib.h>

#include "base/err.h"

#define LIMIT_DEFAULT 10000u

void
dais_diags_init(struct dais_diags *d, struct dais_arena *a)
{
	*d = (struct dais_diags){ .arena = a, .limit = LIMIT_DEFAULT, .lang = DAIS_LANG_EN };
}

static struct dais_str __attribute__((format(printf, 2, 0)))
say(struct dais_diags *d, const char *fmt, va_list values)
{
	return d->say ? d->say(d->arena, d->lang, fmt, values)
		      : dais_arena_vprintf(d->arena, fmt, values);
}

void
dais_diags_init_as(struct dais_diags *d, struct dais_arena *a, const struct dais_diags *as)
{
	dais_diags_init(d, a);
	d->lang = as->lang;
	d->say = as->say;
	d->keeps_english = as->keeps_english;
}

struct dais_diag *
dais_diags_add_v(struct dais_diags *d, const char *rule, enum dais_severity sev,
    const struct dais_place *place, const char *fmt, va_list values)
{
	struct dais_diag *g;
	va_list again;

	if (sev == DAIS_SEVERITY_ERROR)
		d->errors++;
	if (d->list.n >= d->limit) {
		d->dropped++;
		return DAIS_NEW(d->arena, struct dais_diag);
	}
	g = dais_vec_add(d->arena, &d->list);
	g->rule = rule;
	g->severity = sev;
	if (d->say && d->keeps_english) {
		va_copy(again, values);
		g->english = dais_arena_vprintf(d->arena, fmt, again);
		va_end(again);
	}
	g->message = say(d, fmt, values);
	if (place)
		dais_diag_add_place(d, g, place);
	return g;
}

struct dais_diag *
dais_diags_add(struct dais_diags *d, const char *rule, enum dais_severity sev,
    const struct dais_place *place, const char *fmt, ...)
{
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = dais_diags_add_v(d, rule, sev, place, fmt, ap);
	va_end(ap);
	return g;
}

static struct dais_place
own_place(struct dais_diags *d, const struct dais_place *p)
{
	struct dais_place own = *p;

	own.file = dais_arena_dup(d->arena, p->file);
	own.text = dais_arena_dup(d->arena, p->text);
	return own;
}

void
dais_diag_add_place(struct dais_diags *d, struct dais_diag *g, const struct dais_place *p)
{
	if (g->places.n < DAIS_DIAG_PLACES_MAX)
		*dais_vec_add(d->arena, &g->places) = own_place(d, p);
}

void
dais_diag_add_edit(struct dais_diags *d, struct dais_diag *g, const struct dais_place *place,
    struct dais_str words)
{
	*dais_vec_add(d->arena, &g->edits) = (struct dais_edit){ .place = own_place(d, place),
		.words = dais_arena_dup(d->arena, words) };
}

void
dais_diag_set_hint_v(struct dais_diags *d, struct dais_diag *g, const char *fmt, va_list values)
{
	g->hint = say(d, fmt, values);
	g->is_file_hint = false;
}

void
dais_diag_set_hint(struct dais_diags *d, struct dais_diag *g, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	dais_diag_set_hint_v(d, g, fmt, ap);
	va_end(ap);
}

void
dais_diag_set_file_hint_v(
    struct dais_diags *d, struct dais_diag *g, const char *fmt, va_list values)
{
	dais_diag_set_hint_v(d, g, fmt, values);
	g->is_file_hint = true;
}

void
dais_diag_set_file_hint(struct dais_diags *d, struct dais_diag *g, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	dais_diag_set_file_hint_v(d, g, fmt, ap);
	va_end(ap);
}

struct dais_diag *
dais_diags_copy(struct dais_diags *d, const struct dais_diag *g)
{
	struct dais_diag *own =
	    dais_diags_add(d, g->rule, g->severity, NULL, "%.*s", DAIS_STR_ARG(g->message));

	own->rule = dais_arena_cstr(d->arena, dais_str_from(g->rule));
	own->english = dais_arena_dup(d->arena, g->english);
	own->hint = dais_arena_dup(d->arena, g->hint);
	own->is_file_hint = g->is_file_hint;
	for (size_t i = 0; i < g->places.n; i++)
		dais_diag_add_place(d, own, &g->places.v[i]);
	for (size_t i = 0; i < g->edits.n; i++)
		dais_diag_add_edit(d, own, &g->edits.v[i].place, g->edits.v[i].words);
	return own;
}

void
dais_diags_take_english(struct dais_diags *d, size_t from, const struct dais_diags *english)
{
	for (size_t i = from; i < d->list.n && i - from < english->list.n; i++)
		d->list.v[i].english = dais_arena_dup(d->arena, english->list.v[i - from].message);
}

static int
cmp_unsigned(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

static int
cmp_place(const struct dais_place *a, const struct dais_place *b)
{
	int c = dais_str_cmp(a->file, b->file);

	c = c ? c : cmp_unsigned(a->page, b->page);
	c = c ? c : cmp_unsigned(a->line, b->line);
	return c ? c : cmp_unsigned(a->column, b->column);
}

static int
cmp_diag(const struct dais_diag *a, const struct dais_diag *b)
{
	static const struct dais_place nowhere;
	int c =
	    cmp_place(a->places.n ? a->places.v : &nowhere, b->places.n ? b->places.v : &nowhere);

	return c ? c : strcmp(a->rule, b->rule);
}

/* Merge sort: stable, and qsort is not. */
static void
merge(struct dais_diag *v, struct dais_diag *tmp, size_t n, size_t width)
{
	for (size_t lo = 0; lo < n; lo += 2 * width) {
		size_t mid = lo + width < n ? lo + width : n;
		size_t hi = lo + 2 * width < n ? lo + 2 * width : n;
		size_t i = lo, j = mid;

		for (size_t k = lo; k < hi; k++)
			tmp[k] =
			    i < mid && (j >= hi || cmp_diag(&v[i], &v[j]) <= 0) ? v[i++] : v[j++];
	}
	memcpy(v, tmp, n * sizeof(*v));
}

void
dais_diags_sort(struct dais_diags *d)
{
	struct dais_diag *tmp;

	if (d->list.n < 2)
		return;
	tmp = DAIS_NEW_N(d->arena, d->list.n, struct dais_diag);
	for (size_t width = 1; width < d->list.n; width *= 2)
		merge(d->list.v, tmp, d->list.n, width);
}

const char *
dais_severity_name(enum dais_severity s)
{
	static const char *const names[DAIS_SEVERITY_COUNT] = { "info", "warning", "error" };

	DAIS_ASSERT((unsigned)s < DAIS_SEVERITY_COUNT);
	return names[s];
}
