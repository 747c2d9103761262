/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Prices of the programme that grows, and the columns that pay.
 */
#include "plan/calendar/grow_priv.h"

#define PAYS (-1e-6)
#define A_ROUND 4 /* columns of a block that come in at once */

void
grow_set_prices(struct grow *g)
{
	const struct calendar_model *m = g->m;
	const double *duals = dais_linear_duals(g->lp);
	size_t slots = m->slots.n;

	memset(g->price_room, 0, m->rooms.types * slots * sizeof(double));
	memset(g->price_team, 0, m->teams.types * slots * sizeof(double));
	memset(g->price_week, 0, m->teams.types * m->weeks.n * sizeof(double));
	for (size_t i = 0; i < g->rows.n; i++) {
		struct grow_row *r = &g->rows.v[i];

		r->price = r->kind == GROW_BLOCK || duals[i] > 0 ? 0 : -duals[i];
		/* What exceeds a wish costs its weight: no more can be asked for it. */
		if (r->kind == GROW_GROUP && m->groups.v[r->index].wish &&
		    r->price > m->groups.v[r->index].weight)
			r->price = m->groups.v[r->index].weight;
	}
	for (size_t t = 0; t < m->rooms.types; t++) {
		for (uint32_t k = 0; k < m->rooms.halls_of_n[t]; k++) {
			size_t h = m->rooms.halls_of[t][k];

			for (size_t s = 0; s < slots; s++) {
				uint32_t row = g->room_row[h * slots + s];

				if (row)
					g->price_room[t * slots + s] += g->rows.v[row - 1].price;
			}
		}
	}
	for (size_t t = 0; t < m->teams.types; t++) {
		for (uint32_t k = 0; k < m->teams.halls_of_n[t]; k++) {
			size_t h = m->teams.halls_of[t][k];

			for (size_t s = 0; s < slots; s++) {
				uint32_t row = g->team_row[h * slots + s];

				if (row)
					g->price_team[t * slots + s] += g->rows.v[row - 1].price;
			}
			for (size_t w = 0; w < m->weeks.n; w++) {
				uint32_t row = g->week_row[h * m->weeks.n + w];

				if (row)
					g->price_week[t * m->weeks.n + w] +=
					    g->rows.v[row - 1].price;
			}
		}
	}
}

void
grow_edge_prices(struct grow *g, uint32_t b)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *x = &m->blocks.v[b];
	bool any = false;

	for (uint32_t k = 0; k < x->edges_n; k++)
		any = any || g->edge_rows[m->edge_of[x->edges_at + k]].n;
	memset(g->edge_price, 0, (m->slots.n + 1) * sizeof(double));
	for (uint32_t k = 0; any && k < x->edges_n; k++) {
		uint32_t edge = m->edge_of[x->edges_at + k];

		for (size_t i = 0; i < g->edge_rows[edge].n; i++) {
			const struct grow_row *r = &g->rows.v[g->edge_rows[edge].v[i]];

			if (r->price <= 0)
				continue;
			for (uint32_t o = 0; o < x->options_n; o++)
				g->edge_price[x->options[o].start] +=
				    r->price * grow_edge_entry(g, r, b, x->options[o].start);
			g->edge_price[m->slots.n] +=
			    r->price * grow_edge_entry(g, r, b, CALENDAR_NONE);
		}
	}
}

double
grow_price(const struct grow *g, uint32_t b, uint32_t start)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *x = &m->blocks.v[b];
	const uint32_t *cover;
	uint32_t n = calendar_size(m, x);
	double price;

	if (start == CALENDAR_NONE)
		return g->edge_price[m->slots.n];
	price = g->edge_price[start] + grow_range_price(g, b, start);
	cover = calendar_cover(m, x, start);
	for (uint32_t i = 0; x->room_type != CALENDAR_NONE && i < n; i++)
		price += g->price_room[x->room_type * m->slots.n + cover[i]];
	for (uint32_t i = 0; x->team_type != CALENDAR_NONE && i < n; i++)
		price += g->price_team[x->team_type * m->slots.n + cover[i]] +
			 g->price_week[x->team_type * m->weeks.n + m->slots.v[cover[i]].week];
	for (uint32_t k = 0; k < x->groups_n; k++) {
		const uint32_t *rows = g->group_row + x->groups[k] * m->slots.n;

		for (uint32_t i = 0; i < n; i++) {
			if (rows[cover[i]])
				price += g->rows.v[rows[cover[i]] - 1].price;
		}
	}
	return price;
}

/* The cheapest options of block @b that have no column, cheapest first, if cheaper than @limit;
 * *@ret_least: the cheapest of all. */
static size_t
best_options(struct grow *g, uint32_t b, double limit, uint32_t *ret, double *ret_least)
{
	const struct calendar_model *m = g->m;
	const struct calendar_block *x = &m->blocks.v[b];
	double costs[A_ROUND];
	size_t n = 0;

	grow_edge_prices(g, b);
	*ret_least = g->without + grow_price(g, b, CALENDAR_NONE);
	for (uint32_t i = 0; i < x->options_n; i++) {
		double cost = (double)calendar_option_cost(m, x, x->options[i]);
		size_t at;

		if (!x->edges_n && cost > limit && cost > *ret_least) {
			/* Prices only add: dearer ones cannot pay, and they stand in order. */
			if (!m->keep_factor)
				break;
			continue;
		}
		cost += grow_price(g, b, x->options[i].start);
		*ret_least = cost < *ret_least ? cost : *ret_least;
		if (cost >= limit || calendar_bit(g->has, g->option_at[b] + i))
			continue;
		for (at = n; at > 0 && costs[at - 1] > cost; at--)
			;
		if (at >= A_ROUND)
			continue;
		n = n < A_ROUND ? n + 1 : n;
		for (size_t k = n - 1; k > at; k--) {
			costs[k] = costs[k - 1];
			ret[k] = ret[k - 1];
		}
		costs[at] = cost;
		ret[at] = i;
	}
	return n;
}

size_t
grow_columns(struct grow *g, bool add)
{
	const double *duals = dais_linear_duals(g->lp);
	double bound = g->constant;
	size_t before = g->columns.n;

	for (uint32_t i = 0; i < g->rows.n; i++) {
		const struct grow_row *r = &g->rows.v[i];
		uint32_t pays[A_ROUND];
		double least;
		size_t n;

		bound -= r->price * r->cap;
		if (r->kind != GROW_BLOCK)
			continue;
		n = best_options(g, r->index, duals[i] + PAYS, pays, &least);
		bound += least;
		for (size_t k = 0; add && k < n; k++)
			grow_add_column(g, r->index, pays[k]);
	}
	g->priced = bound;
	g->bound = bound > g->bound ? bound : g->bound;
	return g->columns.n - before;
}
