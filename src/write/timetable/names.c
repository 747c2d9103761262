/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What an item is called in the grid, its colour, and the time it has in all.
 */
#include "write/timetable/build_priv.h"

#include "text/text.h"

#define NUMBERS_MOST 6u /* of one item on different agendas; then "…" */

static bool
is_procedure(enum dais_item_kind kind)
{
	return kind == DAIS_ITEM_ORGANIZATIONAL || kind == DAIS_ITEM_OPENING ||
	       kind == DAIS_ITEM_ADOPTION_OF_AGENDA;
}

/* Items get colours in the order in which the agendas name them. */
void
dais_timetable_set_colours(struct builder *b)
{
	size_t n = 0;

	for (size_t c = 0; c < b->t->columns.n || c == 0; c++) {
		const struct dais_agenda *agenda = NULL;

		if (c < b->t->columns.n && b->t->columns.v[c].body != DAIS_NONE)
			agenda = dais_record_agenda(b->r, b->t->columns.v[c].body);
		for (size_t i = 0; agenda && i < agenda->items.n; i++) {
			size_t item = agenda->items.v[i];

			if (!b->colour_of[item] && !is_procedure(b->r->items.v[item].kind))
				b->colour_of[item] = ++n;
		}
	}
	for (size_t i = 0; i < b->r->items.n; i++) {
		const struct dais_item *item = &b->r->items.v[i];

		if (!b->colour_of[i] && item->parent == DAIS_NONE && !is_procedure(item->kind))
			b->colour_of[i] = ++n;
	}
}

static void
colour(const struct builder *b, size_t item, unsigned *ret_colour, unsigned *ret_pattern)
{
	size_t place = b->colour_of[dais_timetable_top(b->r, item)];

	*ret_colour = 0;
	*ret_pattern = 0;
	if (!place)
		return;
	*ret_colour = 1 + (unsigned)((place - 1) % (DAIS_TIMETABLE_COLOURS - 1));
	*ret_pattern =
	    (unsigned)((place - 1) / (DAIS_TIMETABLE_COLOURS - 1) % DAIS_TIMETABLE_PATTERNS);
}

struct dais_str
dais_timetable_numbers(const struct dais_record *r, enum dais_lang l, size_t item,
    const dais_index_vec *bodies, struct dais_arena *a)
{
	struct dais_number last = { 0 };
	struct dais_str all = { 0 };
	unsigned n_numbers = 0;

	for (size_t i = 0; i < bodies->n && n_numbers <= NUMBERS_MOST; i++) {
		struct dais_number n = dais_record_number(r, item, bodies->v[i]);
		struct dais_str words;

		if (!n.found || (last.found && last.number == n.number && last.letter == n.letter))
			continue;
		words = n_numbers++ < NUMBERS_MOST ? dais_text_item_number(a, l, n.number, n.letter)
						   : DAIS_STR("…");
		all = all.n ? dais_arena_printf(
				  a, "%.*s / %.*s", DAIS_STR_ARG(all), DAIS_STR_ARG(words))
			    : words;
		last = n;
	}
	return all;
}

void
dais_timetable_name(
    struct builder *b, size_t item, const dais_index_vec *bodies, struct dais_timetable_entry *ret)
{
	ret->item = item;
	ret->number = dais_timetable_numbers(b->r, b->l, item, bodies, b->a);
	ret->title = dais_timetable_words(b->l, &b->r->items.v[item].title);
	colour(b, item, &ret->colour, &ret->pattern);
}

unsigned
dais_timetable_minutes(const struct dais_sitting *s, size_t e)
{
	unsigned left, open = 0, before = 0;

	if (s->entries.v[e].minutes || s->end.minute <= s->start.minute)
		return s->entries.v[e].minutes;
	left = (unsigned)(s->end.minute - s->start.minute);
	for (size_t i = 0; i < s->entries.n; i++) {
		unsigned m = s->entries.v[i].minutes;

		left -= m < left ? m : left;
		open += m == 0;
		before += m == 0 && i < e;
	}
	/* The shares add up to what is left. */
	return left * (before + 1) / open - left * before / open;
}

/* The bodies among the columns that have @item on their agendas. */
static void
bodies_with(struct builder *b, size_t item, dais_index_vec *ret)
{
	for (size_t i = 0; i < b->r->bodies.n; i++) {
		if ((b->opt->rooms || b->column_of[i] != DAIS_NONE) &&
		    dais_record_number(b->r, item, i).found)
			dais_vec_push(b->a, ret, i);
	}
}

static bool
has_twin(const struct dais_timetable *t, size_t i)
{
	for (size_t k = 0; k < t->totals.n; k++) {
		if (k != i && dais_str_eq(t->totals.v[k].number, t->totals.v[i].number))
			return true;
	}
	return false;
}

/* Where several bodies have an item of one number, the list says whose it is. */
static void
tell_totals_apart(struct builder *b)
{
	struct dais_timetable *t = b->t;

	for (size_t i = 0; i < t->totals.n; i++) {
		struct dais_timetable_total *one = &t->totals.v[i];
		dais_index_vec bodies = { NULL, 0, 0 };
		struct dais_str *names;

		if (!one->number.n || !has_twin(t, i))
			continue;
		bodies_with(b, one->item, &bodies);
		names = DAIS_NEW_N(b->a, bodies.n + 1, struct dais_str);
		for (size_t k = 0; k < bodies.n; k++)
			names[k] = dais_timetable_short_name(b->r, b->l, bodies.v[k]);
		if (bodies.n)
			one->title = dais_arena_printf(b->a,
			    b->l == DAIS_LANG_ZH ? "%.*s（%.*s）" : "%.*s (%.*s)",
			    DAIS_STR_ARG(one->title),
			    DAIS_STR_ARG(dais_text_list(b->a, b->l, names, bodies.n)));
	}
}

/* Totals in the order of the agendas, with their names. */
static void
name_totals(struct builder *b)
{
	struct dais_timetable *t = b->t;

	for (size_t i = 1; i < t->totals.n; i++) {
		struct dais_timetable_total one = t->totals.v[i];
		size_t k = i;

		for (; k > 0 && t->totals.v[k - 1].item > one.item; k--)
			t->totals.v[k] = t->totals.v[k - 1];
		t->totals.v[k] = one;
	}
	for (size_t i = 0; i < t->totals.n; i++) {
		struct dais_timetable_entry e = { 0 };
		dais_index_vec bodies = { NULL, 0, 0 };

		bodies_with(b, t->totals.v[i].item, &bodies);
		dais_timetable_name(b, t->totals.v[i].item, &bodies, &e);
		t->totals.v[i].number = e.number;
		t->totals.v[i].title = e.title;
		t->totals.v[i].colour = e.colour;
		t->totals.v[i].pattern = e.pattern;
	}
	tell_totals_apart(b);
}

void
dais_timetable_totals(struct builder *b)
{
	struct dais_timetable *t = b->t;
	size_t *place = DAIS_NEW_N(b->a, b->r->items.n, size_t);
	const dais_sitting_vec *plans[] = { b->sittings, b->opt->before };

	for (size_t p = 0; p < 2 && plans[p]; p++) {
		for (size_t s = 0; s < plans[p]->n; s++) {
			const struct dais_sitting *sitting = &plans[p]->v[s];
			int booked = sitting->end.minute - sitting->start.minute;

			*(p ? &t->total_minutes_before : &t->total_minutes) +=
			    booked > 0 ? (unsigned)booked : 0;
			for (size_t e = 0; e < sitting->entries.n; e++) {
				size_t item = dais_timetable_top(b->r, sitting->entries.v[e].item);
				unsigned m = dais_timetable_minutes(sitting, e);

				if (!place[item]) {
					(void)dais_vec_add(b->a, &t->totals);
					place[item] = t->totals.n;
					t->totals.v[t->totals.n - 1].item = item;
				}
				*(p ? &t->totals.v[place[item] - 1].minutes_before
				    : &t->totals.v[place[item] - 1].minutes) += m;
			}
		}
	}
	t->compared = b->opt->before != NULL;
	name_totals(b);
}

struct dais_str
dais_timetable_total_line(const struct dais_timetable *t, struct dais_str label, unsigned minutes,
    unsigned before, struct dais_arena *a)
{
	enum dais_lang l = t->lang;
	struct dais_str value = dais_text_duration(a, l, minutes), more;

	if (t->compared && minutes != before) {
		more = dais_text_fill(a, l, "label-value",
		    (const struct dais_slot[]){ { "label", t->before_name },
			{ "value", dais_text_duration(a, l, before) }, { NULL, DAIS_STR_NONE } });
		value = dais_text_fill(a, l, "mark-and-more",
		    (const struct dais_slot[]){
			{ "mark", value }, { "more", more }, { NULL, DAIS_STR_NONE } });
	}
	return dais_text_fill(a, l, "label-value",
	    (const struct dais_slot[]){
		{ "label", label }, { "value", value }, { NULL, DAIS_STR_NONE } });
}
