/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What takes time: items without parts, and parts.
 */
#include "base/err.h"
#include "plan/gather/gather_priv.h"
#include "text/message.h"
#include "text/text.h"
#include "text/width.h"

#define TASKS_MAX 20000u
#define TITLE_SHOWN 60u /* columns */
#define BODIES_SHOWN 3u

/* Where an item stands in the agendas: bodies of the problem with its number. */
struct standing {
	dais_index_vec bodies, numbers;
};

static enum dais_usual
class_of(enum dais_item_kind kind)
{
	switch (kind) {
	case DAIS_ITEM_OPENING:
		return DAIS_USUAL_OPENING;
	case DAIS_ITEM_ORGANIZATIONAL:
	case DAIS_ITEM_ADOPTION_OF_AGENDA:
		return DAIS_USUAL_ORGANIZATIONAL;
	case DAIS_ITEM_OTHER:
		return DAIS_USUAL_OTHER;
	case DAIS_ITEM_REPORT:
		return DAIS_USUAL_REPORT;
	case DAIS_ITEM_SUBSTANTIVE:
	case DAIS_ITEM_REVIEW:
	case DAIS_ITEM_KIND_COUNT:
		break;
	}
	return DAIS_USUAL_SUBSTANTIVE;
}

bool
dais_gather_is_brief(const struct dais_problem *p, const struct dais_task *t)
{
	return class_of(p->record->items.v[t->item].kind) <= DAIS_USUAL_ORGANIZATIONAL;
}

/* --- names ---------------------------------------------------------------------------------- */

static struct dais_str
title_of(const struct dais_gatherer *g, const struct dais_item *item)
{
	struct dais_str title = dais_gather_in_language(g, &item->title);

	return title.n ? title : item->id;
}

/* @s or its first words. Where there are no spaces between words, the first characters. */
static struct dais_str
shortened(struct dais_arena *a, struct dais_str s)
{
	size_t cut = 0, space = 0;
	unsigned columns = 0;

	for (size_t at = 0; at < s.n && columns < TITLE_SHOWN;) {
		cut = at;
		if (s.p[at] == ' ' && columns > TITLE_SHOWN / 2)
			space = at;
		(void)dais_str_decode(s, &at);
		columns += dais_text_columns(dais_str_sub(s, cut, at));
		if (at == s.n)
			return s;
	}
	return s.n ? dais_arena_printf(a, "%.*s…", (int)(space ? space : cut), s.p) : s;
}

static bool
same_number(const struct standing *s)
{
	for (size_t i = 1; i < s->numbers.n; i++) {
		if (s->numbers.v[i] != s->numbers.v[0])
			return false;
	}
	return true;
}

/* "4 of WG.3", "4 (b) of the Commission". */
static struct dais_str
number_of_body(const struct dais_gatherer *g, size_t body, unsigned number, int letter)
{
	enum dais_lang l = g->p->language;
	const struct dais_known_as *known = &g->bodies.v[body].known_as;
	struct dais_str n = dais_text_item_number(g->a, l, number, letter);

	if (known->article)
		return dais_text_message(g->a, l, "%.*s of the %s", DAIS_STR_ARG(n),
		    dais_arena_cstr(g->a, known->words));
	return dais_text_message(
	    g->a, l, "%.*s of %.*s", DAIS_STR_ARG(n), DAIS_STR_ARG(known->words));
}

/* "item 3", "item 4 of WG.3", "item 3 of WG.2 and 2 of WG.3", with its letter. */
static struct dais_str
number_words(const struct dais_gatherer *g, const struct standing *s, int letter)
{
	const struct dais_problem *p = g->p;
	enum dais_lang l = p->language;
	struct dais_str part[BODIES_SHOWN + 1];
	size_t n = 0;

	if (s->bodies.n == p->bodies.n && same_number(s)) {
		part[n++] = dais_text_item_number(g->a, l, (unsigned)s->numbers.v[0], letter);
	} else {
		for (; n < s->bodies.n && n < BODIES_SHOWN; n++)
			part[n] =
			    number_of_body(g, s->bodies.v[n], (unsigned)s->numbers.v[n], letter);
		if (n < s->bodies.n) {
			part[n] = dais_text_message(g->a, l, "%zu more", s->bodies.n - n);
			n++;
		}
	}
	return dais_text_message(
	    g->a, l, "item %.*s", DAIS_STR_ARG(dais_text_list(g->a, l, part, n)));
}

/* --- tasks ---------------------------------------------------------------------------------- */

static unsigned
rank_of(enum dais_usual class, const struct standing *s, unsigned part)
{
	size_t number = 0;

	for (size_t i = 0; i < s->numbers.n; i++)
		number = s->numbers.v[i] > number ? s->numbers.v[i] : number;
	return (unsigned)class * 10000000u + (unsigned)(number > 9999 ? 9999 : number) * 1000u +
	       (part > 999 ? 999 : part);
}

static void
add_task(struct dais_gatherer *g, size_t item, const struct standing *s, int letter)
{
	const struct dais_item *it = &g->r->items.v[item];
	enum dais_usual class = class_of(it->kind);
	struct dais_str title = shortened(g->a, title_of(g, it));
	struct dais_str number = number_words(g, s, letter);
	struct dais_task *task = dais_vec_add(g->a, &g->p->tasks);
	struct dais_task_plan *plan = dais_vec_add(g->a, &g->tasks);
	size_t index = g->p->tasks.n - 1;

	task->item = item;
	task->number = number;
	task->name = dais_text_message(
	    g->a, g->p->language, "%.*s (%.*s)", DAIS_STR_ARG(number), DAIS_STR_ARG(title));
	task->bodies = s->bodies;
	task->group = it->parent == DAIS_NONE ? item : it->parent;
	task->substantive = class == DAIS_USUAL_SUBSTANTIVE;
	task->rank = rank_of(class, s, letter < 0 ? 0 : (unsigned)letter);
	task->place = dais_gather_origin(it->origin, it->id);
	plan->class = class;
	for (size_t i = 0; i < s->bodies.n; i++)
		dais_vec_push(g->a, &g->bodies.v[s->bodies.v[i]].tasks, index);
}

static void
add_item(struct dais_gatherer *g, size_t item, const struct standing *s)
{
	const struct dais_item *it = &g->r->items.v[item];

	g->first_task[item] = g->p->tasks.n;
	g->task_count[item] = it->parts.n ? it->parts.n : 1;
	if (!it->parts.n)
		add_task(g, item, s, -1);
	for (size_t k = 0; k < it->parts.n; k++) {
		g->first_task[it->parts.v[k]] = g->p->tasks.n;
		g->task_count[it->parts.v[k]] = 1;
		add_task(g, it->parts.v[k], s, (int)k);
	}
}

/* Where each item stands: agendas are read once. */
static struct standing *
standings(struct dais_gatherer *g, dais_index_vec *order)
{
	const struct dais_record *r = g->r;
	struct standing *all = DAIS_NEW_N(g->a, r->items.n + 1, struct standing);
	const struct dais_agenda **of =
	    DAIS_NEW_N(g->a, g->p->bodies.n, const struct dais_agenda *);

	for (size_t i = 0; i < r->agendas.n; i++) {
		if (g->body_of[r->agendas.v[i].body] != DAIS_NONE)
			of[g->body_of[r->agendas.v[i].body]] = &r->agendas.v[i];
	}
	for (size_t b = 0; b < g->p->bodies.n; b++) {
		for (size_t k = 0; of[b] && k < of[b]->items.n; k++) {
			size_t item = of[b]->items.v[k];

			if (!all[item].bodies.n)
				dais_vec_push(g->a, order, item);
			dais_vec_push(g->a, &all[item].bodies, b);
			dais_vec_push(g->a, &all[item].numbers, k + 1);
		}
	}
	return all;
}

static void
attach_planning(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->planning->items.n; i++) {
		const struct dais_planning_item *said = &g->planning->items.v[i];
		bool whole = g->r->items.v[said->item].parts.n > 0;

		if (!g->task_count[said->item])
			(void)dais_gather_error(g, &said->place,
			    "item `%.*s` is on no agenda of a meeting in `together`",
			    DAIS_STR_ARG(g->r->items.v[said->item].id));
		for (size_t k = 0; k < g->task_count[said->item]; k++) {
			struct dais_task_plan *plan = &g->tasks.v[g->first_task[said->item] + k];

			if (whole)
				plan->parent = said;
			else
				plan->own = said;
		}
	}
}

bool
dais_gather_tasks(struct dais_gatherer *g)
{
	dais_index_vec order = { 0 };
	struct standing *all = standings(g, &order);
	size_t n = g->r->items.n + 1;

	g->first_task = DAIS_NEW_N(g->a, n, size_t);
	g->task_count = DAIS_NEW_N(g->a, n, size_t);
	for (size_t i = 0; i < order.n && g->p->tasks.n < TASKS_MAX; i++)
		add_item(g, order.v[i], &all[order.v[i]]);
	if (g->p->tasks.n >= TASKS_MAX) {
		(void)dais_gather_error(
		    g, NULL, "a meeting is planned over fewer than %u items and parts", TASKS_MAX);
		return false;
	}
	if (!g->p->tasks.n) {
		(void)dais_gather_error(g, NULL, "the agendas have no item to plan");
		return false;
	}
	attach_planning(g);
	return true;
}
