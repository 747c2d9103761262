/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * News of the agenda: items that are new, gone, moved or reworded, and their annotations.
 */
#include "read/package/markdown.h"
#include "service/house/release_priv.h"
#include "text/say.h"
#include "text/text.h"

/* The number of @item; @names_body: with the body when it stands on several agendas. False: on
 * none. */
static bool
number_in(struct news_maker *m, const struct dais_record *r, size_t item, size_t agenda,
    bool names_body, struct dais_ml *ret)
{
	size_t body = r->agendas.v[agenda].body;
	const struct dais_body *b = &r->bodies.v[body];
	struct dais_number n = dais_record_number(r, item, body);
	bool common = names_body && dais_record_is_common(r, item, NULL, m->a);

	for (int l = 0; n.found && l < DAIS_LANG_COUNT; l++) {
		enum dais_lang lang = (enum dais_lang)l;
		struct dais_str name = b->short_name.in[l].n ? b->short_name.in[l] : b->name.in[l];
		struct dais_say_value values[] = {
			{ "number", dais_text_item_number(m->a, lang, n.number, n.letter) },
			{ "body", name },
		};

		ret->in[l] = common && name.n ? dais_say_fill(m->a, lang,
						    DAIS_SAY_HOUSE_NUMBER_OF_BODY, values, 2)
					      : values[0].words;
	}
	return n.found;
}

static void
compare_numbers(struct news_maker *m, size_t before, size_t now)
{
	const struct dais_item *item = &m->now->items.v[now];

	if (item->parent != DAIS_NONE && m->before->items.v[before].parent != DAIS_NONE) {
		/* A part moves with its item; its own letter is what counts. */
		const struct dais_item *p = &m->before->items.v[m->before->items.v[before].parent],
				       *q = &m->now->items.v[item->parent];
		size_t i = 0, k = 0;

		while (i < p->parts.n && p->parts.v[i] != before)
			i++;
		while (k < q->parts.n && q->parts.v[k] != now)
			k++;
		if (i == k)
			return;
	}
	for (size_t i = 0; i < m->now->agendas.n; i++) {
		size_t body = dais_map_get(
		    &m->before->body_ids, m->now->bodies.v[m->now->agendas.v[i].body].id);
		struct dais_number x, y;
		struct dais_ml from = { 0 }, to = { 0 };
		struct dais_news *n;

		if (body == DAIS_MAP_NONE)
			continue;
		x = dais_record_number(m->before, before, body);
		y = dais_record_number(m->now, now, m->now->agendas.v[i].body);
		if (!x.found || !y.found || (x.number == y.number && x.letter == y.letter))
			continue;
		for (size_t k = 0; k < m->before->agendas.n; k++) {
			if (m->before->agendas.v[k].body == body)
				(void)number_in(m, m->before, before, k, false, &from);
		}
		(void)number_in(m, m->now, now, i, true, &to);
		n = house_news_add(m, DAIS_NEWS_ITEM_MOVED, "item", item->id);
		n->about = item->title;
		n->from = from;
		n->to = to;
	}
}

static struct dais_ml
bodies_of(struct news_maker *m, const struct dais_record *r, size_t item)
{
	dais_index_vec bodies = { 0 };
	struct dais_ml ml = { 0 };

	(void)dais_record_is_common(r, item, &bodies, m->a);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_str *names = DAIS_NEW_N(m->a, bodies.n + 1, struct dais_str);
		size_t n = 0;

		for (size_t i = 0; i < bodies.n; i++) {
			names[n] = r->bodies.v[bodies.v[i]].name.in[l];
			n += names[n].n > 0;
		}
		if (n == bodies.n && n)
			ml.in[l] = dais_text_list(m->a, (enum dais_lang)l, names, n);
	}
	return ml;
}

/* Ids of what an item refers to, for comparing. */
static struct dais_str
relations(struct news_maker *m, const struct dais_record *r, const struct dais_item *item)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < item->documents.n; i++)
		dais_buf_printf(&b, "%.*s,", DAIS_STR_ARG(r->documents.v[item->documents.v[i]].id));
	dais_buf_put_char(&b, ';');
	for (size_t i = 0; i < item->mandates.n; i++)
		dais_buf_printf(&b, "%.*s,", DAIS_STR_ARG(r->mandates.v[item->mandates.v[i]].id));
	dais_buf_printf(&b, ";%d;%d", (int)item->kind, (int)item->label_names_bodies);
	if (item->proposed_by != DAIS_NONE)
		dais_buf_put(&b, r->bodies.v[item->proposed_by].id);
	return dais_buf_dup(&b, m->a);
}

static void
item_line(struct news_maker *m, enum dais_news_kind kind, const struct dais_item *about,
    struct dais_ml from, struct dais_ml to, dais_lang_set languages)
{
	struct dais_news *n = house_news_add(m, kind, "item", about->id);

	n->about = about->title;
	n->from = from;
	n->to = to;
	n->languages = languages;
}

static void
compare_item(struct news_maker *m, size_t before, size_t now)
{
	static const struct dais_ml none;
	const struct dais_item *x = &m->before->items.v[before], *y = &m->now->items.v[now];
	bool was = dais_record_is_common(m->before, before, NULL, m->a),
	     is = dais_record_is_common(m->now, now, NULL, m->a);
	dais_lang_set set;

	if (house_reworded(&x->title, &y->title, &set))
		item_line(m, DAIS_NEWS_ITEM_TITLE, y, x->title, y->title, set);
	else if (!house_ml_equal(&x->title, &y->title) ||
		 !dais_str_eq(relations(m, m->before, x), relations(m, m->now, y)))
		item_line(m, DAIS_NEWS_OTHER, y, none, none, 0);
	compare_numbers(m, before, now);
	if (y->parent == DAIS_NONE && was != is)
		item_line(m, DAIS_NEWS_ITEM_COMMON, y, was ? bodies_of(m, m->before, before) : none,
		    is ? bodies_of(m, m->now, now) : none, 0);
}

void
house_news_items(struct news_maker *m)
{
	static const struct dais_ml none;

	for (size_t i = 0; i < m->now->items.n; i++) {
		size_t at = dais_map_get(&m->before->item_ids, m->now->items.v[i].id);

		if (at == DAIS_MAP_NONE)
			item_line(m, DAIS_NEWS_ITEM_NEW, &m->now->items.v[i], none, none, 0);
		else
			compare_item(m, at, i);
	}
	for (size_t i = 0; i < m->before->items.n; i++) {
		if (dais_map_get(&m->now->item_ids, m->before->items.v[i].id) == DAIS_MAP_NONE)
			item_line(m, DAIS_NEWS_ITEM_CLOSED, &m->before->items.v[i], none, none, 0);
	}
}

static const struct dais_annotation *
annotation_like(
    const struct dais_record *r, enum dais_lang l, struct dais_str item, struct dais_str body)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *n = &r->annotations[l].v[i];
		struct dais_str of = n->body == DAIS_NONE ? DAIS_STR_NONE : r->bodies.v[n->body].id;

		if (dais_str_eq(r->items.v[n->item].id, item) && dais_str_eq(of, body))
			return n;
	}
	return NULL;
}

/* Marks @changed by item of m->now where an annotation of @r has no equal in @other. */
static void
mark_annotations(struct news_maker *m, const struct dais_record *r, const struct dais_record *other,
    enum dais_lang l, dais_lang_set *changed)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *x = &r->annotations[l].v[i], *y;
		struct dais_str item = r->items.v[x->item].id;
		size_t at = dais_map_get(&m->now->item_ids, item);

		if (at == DAIS_MAP_NONE)
			continue;
		y = annotation_like(
		    other, l, item, x->body == DAIS_NONE ? DAIS_STR_NONE : r->bodies.v[x->body].id);
		if (!y || !dais_package_prose_equal(&x->prose, &y->prose))
			changed[at] |= DAIS_LANG_BIT(l);
	}
}

void
house_news_annotations(struct news_maker *m)
{
	static const struct dais_ml none;
	dais_lang_set *changed = DAIS_NEW_N(m->a, m->now->items.n + 1, dais_lang_set);

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		mark_annotations(m, m->now, m->before, (enum dais_lang)l, changed);
		mark_annotations(m, m->before, m->now, (enum dais_lang)l, changed);
	}
	for (size_t i = 0; i < m->now->items.n; i++) {
		const struct dais_item *item = &m->now->items.v[i];

		if (changed[i] && dais_map_get(&m->before->item_ids, item->id) != DAIS_MAP_NONE)
			item_line(m, DAIS_NEWS_ANNOTATION, item, none, none, changed[i]);
	}
}
