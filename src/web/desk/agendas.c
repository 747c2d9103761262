/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas beside each other. Rows are made from the heads of the agendas: an item whose turn
 * it is in every agenda that has it is joined across them; an item of one agenda alone goes at
 * once. When the orders of two agendas cross, no head can go: then the first goes alone and
 * its card says that it stands elsewhere as well.
 */
#include "web/desk/items_priv.h"

struct layout {
	const struct dais_record *r;
	struct dais_arena *a;
	struct desk_agendas *out;
	size_t *at; /* of each column: the next item of its agenda */
};

static const struct dais_agenda *
agenda_of(const struct layout *l, size_t column)
{
	return dais_record_agenda(l->r, l->out->columns.v[column]);
}

static size_t
head(const struct layout *l, size_t column)
{
	const struct dais_agenda *g = agenda_of(l, column);

	return g && l->at[column] < g->items.n ? g->items.v[l->at[column]] : DAIS_NONE;
}

static size_t
place_of(const struct layout *l, size_t column, size_t item)
{
	const struct dais_agenda *g = agenda_of(l, column);

	for (size_t i = 0; g && i < g->items.n; i++)
		if (g->items.v[i] == item)
			return i;
	return DAIS_NONE;
}

/* Whether the turn of @item has come in every agenda that still has it to come. */
static bool
is_ready(const struct layout *l, size_t item)
{
	for (size_t c = 0; c < l->out->columns.n; c++) {
		size_t place = place_of(l, c, item);

		if (place != DAIS_NONE && place > l->at[c])
			return false;
	}
	return true;
}

static void
add_numbers(struct layout *l, struct desk_card *card)
{
	for (size_t c = 0; c < l->out->columns.n; c++) {
		size_t place = place_of(l, c, card->item);

		if (place == DAIS_NONE)
			continue;
		struct desk_number n = { c, (unsigned)place + 1, place > 0,
			place + 1 < agenda_of(l, c)->items.n };
		dais_vec_push(l->a, &card->numbers, n);
	}
}

/* One card for each run of columns whose turn @item is; @only: of that column alone. */
static void
put(struct layout *l, size_t item, size_t only)
{
	size_t first_card = l->out->cards.n;

	for (size_t c = 0; c < l->out->columns.n; c++) {
		if (head(l, c) != item || (only != DAIS_NONE && c != only))
			continue;
		struct desk_card *last =
		    l->out->cards.n > first_card ? &l->out->cards.v[l->out->cards.n - 1] : NULL;
		if (last && last->first + last->span == c) {
			last->span++;
		} else {
			struct desk_card *card = dais_vec_add(l->a, &l->out->cards);

			card->item = item;
			card->first = c;
			card->span = 1;
			add_numbers(l, card);
		}
		l->at[c]++;
	}
	for (size_t i = first_card; i < l->out->cards.n; i++) {
		struct desk_card *card = &l->out->cards.v[i];

		card->elsewhere = card->span < card->numbers.n;
	}
}

/* The next card: an item that stands in one agenda, else one whose turn it is everywhere. */
static bool
step(struct layout *l)
{
	size_t waiting = DAIS_NONE;

	for (size_t c = 0; c < l->out->columns.n; c++) {
		size_t item = head(l, c);

		if (item == DAIS_NONE)
			continue;
		if (is_ready(l, item) && !dais_record_is_common(l->r, item, NULL, l->a)) {
			put(l, item, c);
			return true;
		}
		if (waiting == DAIS_NONE)
			waiting = c;
	}
	for (size_t c = 0; c < l->out->columns.n; c++) {
		size_t item = head(l, c);

		if (item != DAIS_NONE && is_ready(l, item)) {
			put(l, item, DAIS_NONE);
			return true;
		}
	}
	if (waiting == DAIS_NONE)
		return false;
	put(l, head(l, waiting), waiting);
	return true;
}

void
dais_desk_lay_out(const struct dais_record *r, struct dais_arena *a, struct desk_agendas *ret)
{
	struct layout l = { r, a, ret, NULL };

	*ret = (struct desk_agendas){ 0 };
	for (size_t i = 0; i < r->together.n; i++)
		dais_vec_push(a, &ret->columns, r->meetings.v[r->together.v[i]].body);
	l.at = DAIS_NEW_N(a, ret->columns.n, size_t);
	while (step(&l))
		continue;
}
