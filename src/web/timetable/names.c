/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How sittings, times and items are named; the rows of the grid.
 */
#include <stdlib.h>

#include "text/text.h"
#include "web/timetable/timetable_priv.h"
#include "write/timetable/view.h"

struct dais_str
dais_sitting_name(const struct dais_record *r, size_t i, struct dais_arena *a)
{
	const struct dais_sitting *s = &r->sittings.v[i];
	struct dais_str body = s->bodies.n ? r->bodies.v[s->bodies.v[0]].id : DAIS_STR_NONE;

	return dais_arena_printf(
	    a, "%.*s/%.*s", DAIS_STR_ARG(dais_local_print(a, s->start)), DAIS_STR_ARG(body));
}

size_t
dais_sitting_find(const struct dais_record *r, struct dais_str name)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	for (size_t i = 0; i < r->sittings.n; i++)
		if (dais_str_eq(dais_sitting_name(r, i, a), name))
			return i;
	return DAIS_NONE;
}

struct dais_str
timetable_time(const struct dais_page *p, struct dais_local start, struct dais_local end)
{
	return dais_text_day_hours(p->arena, p->language, start, end);
}

struct dais_str
timetable_item(const struct dais_page *p, const struct dais_record *r, size_t item,
    const dais_index_vec *bodies)
{
	struct dais_str title = dais_page_words(p, &r->items.v[item].title);
	struct dais_str numbers = dais_timetable_numbers(r, p->language, item, bodies, p->arena);

	return numbers.n ? dais_arena_printf(
			       p->arena, "%.*s %.*s", DAIS_STR_ARG(numbers), DAIS_STR_ARG(title))
			 : title;
}

struct dais_str
timetable_why_path(const struct dais_page *p, struct dais_str package, const struct dais_record *r,
    size_t sitting, size_t item)
{
	return dais_arena_printf(p->arena, "%.*s/why?sitting=%.*s&item=%.*s",
	    DAIS_STR_ARG(timetable_path(p, package)),
	    DAIS_STR_ARG(dais_path_escape(p->arena, dais_sitting_name(r, sitting, p->arena))),
	    DAIS_STR_ARG(dais_path_escape(p->arena, r->items.v[item].id)));
}

const char *
timetable_words_name(struct dais_arena *a, enum dais_lang l)
{
	return dais_arena_printf(a, "room-%s", dais_lang_code(l)).p;
}

static int
by_time(const void *x, const void *y)
{
	const struct timetable_row *a = x, *b = y;
	int order = dais_local_cmp(a->start, b->start);

	return order ? order : (int)b->usual - (int)a->usual;
}

static void
add_row(timetable_row_vec *rows, struct dais_arena *a, struct dais_local start,
    struct dais_local end, bool usual)
{
	for (size_t i = 0; i < rows->n; i++)
		if (dais_local_cmp(rows->v[i].start, start) == 0)
			return;
	dais_vec_push(a, rows, ((struct timetable_row){ start, end, usual }));
}

void
timetable_rows(const struct dais_record *r, const struct dais_arrange_verdict *verdict,
    struct dais_arena *a, timetable_row_vec *ret)
{
	*ret = (timetable_row_vec){ 0 };
	for (size_t i = 0; i < verdict->slots.n; i++)
		add_row(ret, a, verdict->slots.v[i].start, verdict->slots.v[i].end, true);
	for (size_t i = 0; i < r->sittings.n; i++)
		add_row(ret, a, r->sittings.v[i].start, r->sittings.v[i].end, false);
	if (ret->n)
		qsort(ret->v, ret->n, sizeof(ret->v[0]), by_time);
}
