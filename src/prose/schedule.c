/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable of one body as sentences: every item by number and title, with its half-days. It
 * is made from the sittings, so prose and timetable cannot disagree (rules R-ANNOT-11 and -12).
 */
#include "prose/resolve.h"

#include "base/buf.h"
#include "text/text.h"

#define NOON (12 * 60 + 30)

/* When a body takes up an item. */
struct when {
	DAIS_VEC(struct dais_str) half_days;
	dais_index_vec with; /* other bodies, joint sittings */
};

static bool
is_item_or_part(const struct dais_record *r, size_t item, size_t of)
{
	return item == of || r->items.v[item].parent == of;
}

static void
add_other_bodies(const struct dais_record *r, const struct dais_sitting *s, size_t item,
    size_t body, struct dais_arena *a, dais_index_vec *with)
{
	for (size_t i = 0; i < s->bodies.n; i++) {
		size_t other = s->bodies.v[i];
		bool known = other == body || !dais_record_number(r, item, other).found;

		for (size_t k = 0; k < with->n; k++)
			known |= with->v[k] == other;
		if (!known)
			dais_vec_push(a, with, other);
	}
}

static void
add_half_day(const struct dais_prose_place *at, const struct dais_sitting *s, struct dais_arena *a,
    struct when *w)
{
	struct dais_str half =
	    dais_text_half_day(a, at->lang, s->start.date, s->start.minute >= NOON);

	if (w->half_days.n == 0 || !dais_str_eq(w->half_days.v[w->half_days.n - 1], half))
		dais_vec_push(a, &w->half_days, half);
}

static void
find_when(const struct dais_prose_place *at, size_t item, struct dais_arena *a, struct when *w)
{
	const struct dais_record *r = at->record;

	for (size_t s = 0; s < r->sittings.n; s++) {
		struct dais_cell_entry *cell;
		size_t n;
		bool here = false, joint = false;

		dais_record_cell(r, &r->sittings, s, at->body, a, &cell, &n);
		for (size_t e = 0; e < n; e++) {
			if (!is_item_or_part(r, cell[e].item, item))
				continue;
			here = true;
			joint |= cell[e].joint;
		}
		if (here)
			add_half_day(at, &r->sittings.v[s], a, w);
		if (joint)
			add_other_bodies(r, &r->sittings.v[s], item, at->body, a, &w->with);
	}
}

/* Which pattern of sentence: of the adoption of the report or another item, alone or joint, in one
 * half-day or several. */
static const char *
pattern(const struct dais_item *item, const struct when *w)
{
	bool joint = w->with.n > 0, many = w->half_days.n > 1;

	if (item->kind == DAIS_ITEM_REPORT)
		return joint ? "schedule-adoption-joint" : "schedule-adoption";
	if (joint)
		return many ? "schedule-joint-many" : "schedule-joint";
	return many ? "schedule-item-many" : "schedule-item-one";
}

static struct dais_str
sentence(const struct dais_prose_place *at, size_t item, struct when *w, struct dais_arena *a)
{
	const struct dais_record *r = at->record;
	enum dais_lang l = at->lang;
	DAIS_VEC(struct dais_str) bodies = { NULL, 0, 0 };
	struct dais_number n = dais_record_number(r, item, at->body);

	dais_vec_push(a, &bodies, dais_prose_body_of(r, at->body, l));
	for (size_t i = 0; i < w->with.n; i++)
		dais_vec_push(a, &bodies, dais_prose_body_of(r, w->with.v[i], l));
	return dais_text_fill(a, l, pattern(&r->items.v[item], w),
	    (const struct dais_slot[]){ { "number", dais_text_item_number(a, l, n.number, -1) },
		{ "quoted", dais_text_quote(a, l, r->items.v[item].title.in[l]) },
		{ "when", dais_text_list(a, l, w->half_days.v, w->half_days.n) },
		{ "first", w->half_days.v[0] },
		{ "rest", dais_text_list(a, l, w->half_days.v + 1, w->half_days.n - 1) },
		{ "bodies", dais_text_list(a, l, bodies.v, bodies.n) }, { NULL, DAIS_STR_NONE } });
}

struct dais_str
dais_prose_schedule(const struct dais_prose_place *at, struct dais_arena *a)
{
	const struct dais_agenda *agenda = dais_record_agenda(at->record, at->body);
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; agenda && i < agenda->items.n; i++) {
		struct when w = { .half_days = { NULL, 0, 0 } };

		find_when(at, agenda->items.v[i], a, &w);
		if (w.half_days.n == 0)
			continue;
		if (b.n && at->lang != DAIS_LANG_ZH) /* Chinese sets no space after a full stop */
			dais_buf_put_char(&b, ' ');
		dais_buf_put(&b, sentence(at, agenda->items.v[i], &w, a));
	}
	return dais_buf_dup(&b, a);
}
