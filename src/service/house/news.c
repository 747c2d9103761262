/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is new between two records, in the order a delegate asks: the meetings, the agenda, the
 * documents, the timetable, the rest.
 */
#include "prose/resolve.h"
#include "read/package/markdown.h"
#include "service/house/release_priv.h"
#include "text/say.h"
#include "text/text.h"

struct dais_news *
house_news_add(
    struct news_maker *m, enum dais_news_kind kind, const char *kind_of_thing, struct dais_str id)
{
	struct dais_news *n = dais_vec_add(m->a, m->ret);

	n->kind = kind;
	n->kind_of_thing = dais_str_from(kind_of_thing);
	n->id = id;
	return n;
}

bool
house_ml_equal(const struct dais_ml *x, const struct dais_ml *y)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!dais_str_eq(x->in[l], y->in[l]))
			return false;
	}
	return true;
}

struct dais_str
house_meeting_title(
    const struct dais_record *r, size_t meeting, enum dais_lang l, struct dais_arena *a)
{
	const struct dais_body *b = &r->bodies.v[r->meetings.v[meeting].body];
	struct dais_say_value values[] = {
		{ "body", b->name.in[l] },
		{ "gathering", dais_prose_gathering(r, meeting, l, a) },
	};

	return b->name.in[l].n ? dais_say_fill(a, l, DAIS_SAY_HOUSE_MEETING_OF, values, 2)
			       : DAIS_STR_NONE;
}

/* ---- meetings ---- */

static struct dais_ml
meeting_title(struct news_maker *m, const struct dais_record *r, size_t meeting)
{
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = house_meeting_title(r, meeting, (enum dais_lang)l, m->a);
	return ml;
}

static struct dais_ml
period(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] =
		    dais_text_range(m->a, (enum dais_lang)l, meeting->opens.date, meeting->closes);
	return ml;
}

/* The hour changed and the days did not: the opening says so. */
static struct dais_ml
opening(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_text_opening(m->a, (enum dais_lang)l, meeting->opens);
	return ml;
}

static struct dais_ml
place(struct news_maker *m, const struct dais_meeting *meeting)
{
	struct dais_ml ml = meeting->place;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		struct dais_say_value values[] = { { "place", meeting->place.in[l] },
			{ "room", meeting->room.in[l] } };

		if (!ml.in[l].n)
			ml.in[l] = meeting->room.in[l];
		else if (meeting->room.in[l].n)
			ml.in[l] = dais_say_fill(
			    m->a, (enum dais_lang)l, DAIS_SAY_HOUSE_PLACE_AND_ROOM, values, 2);
	}
	return ml;
}

static struct dais_ml
modality(const struct dais_meeting *meeting)
{
	static const char *const phrases[DAIS_MODALITY_COUNT] = { "modality-in-person",
		"modality-hybrid", "modality-online" };
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_text_phrase((enum dais_lang)l, phrases[meeting->modality]);
	return ml;
}

static struct dais_ml
status(const struct dais_meeting *meeting)
{
	static const enum dais_say words[DAIS_MEETING_STATUS_COUNT] = {
		DAIS_SAY_HOUSE_STATUS_SCHEDULED, DAIS_SAY_HOUSE_STATUS_POSTPONED,
		DAIS_SAY_HOUSE_STATUS_CANCELLED
	};
	struct dais_ml ml;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_say((enum dais_lang)l, words[meeting->status]);
	return ml;
}

static void
meeting_line(struct news_maker *m, enum dais_news_kind kind, size_t now, struct dais_ml from,
    struct dais_ml to)
{
	struct dais_news *n = house_news_add(m, kind, "meeting", m->now->meetings.v[now].id);

	n->about = meeting_title(m, m->now, now);
	n->from = from;
	n->to = to;
}

static void
compare_meeting(struct news_maker *m, size_t before, size_t now)
{
	const struct dais_meeting *x = &m->before->meetings.v[before],
				  *y = &m->now->meetings.v[now];

	if (!dais_date_eq(x->opens.date, y->opens.date) || !dais_date_eq(x->closes, y->closes))
		meeting_line(m, DAIS_NEWS_DATES, now, period(m, x), period(m, y));
	else if (x->opens.minute != y->opens.minute)
		meeting_line(m, DAIS_NEWS_DATES, now, opening(m, x), opening(m, y));
	if (!house_ml_equal(&x->place, &y->place) || !house_ml_equal(&x->room, &y->room))
		meeting_line(m, DAIS_NEWS_PLACE, now, place(m, x), place(m, y));
	if (x->modality != y->modality)
		meeting_line(m, DAIS_NEWS_MODALITY, now, modality(x), modality(y));
	if (x->status != y->status)
		meeting_line(m, DAIS_NEWS_STATUS, now, status(x), status(y));
}

static bool
is_together(const struct dais_record *r, struct dais_str id, size_t *ret)
{
	for (size_t i = 0; r && i < r->together.n; i++) {
		*ret = r->together.v[i];
		if (dais_str_eq(r->meetings.v[*ret].id, id))
			return true;
	}
	return false;
}

static void
compare_meetings(struct news_maker *m)
{
	size_t other;

	for (size_t i = 0; i < m->now->together.n; i++) {
		size_t now = m->now->together.v[i];

		if (is_together(m->before, m->now->meetings.v[now].id, &other))
			compare_meeting(m, other, now);
		else
			meeting_line(m, DAIS_NEWS_MEETING_NEW, now, (struct dais_ml){ 0 },
			    period(m, &m->now->meetings.v[now]));
	}
	for (size_t i = 0; m->before && i < m->before->together.n; i++) {
		size_t gone = m->before->together.v[i];
		struct dais_news *n;

		if (is_together(m->now, m->before->meetings.v[gone].id, &other))
			continue;
		n = house_news_add(m, DAIS_NEWS_OTHER, "meeting", m->before->meetings.v[gone].id);
		n->about = meeting_title(m, m->before, gone);
	}
}

/* ---- the agenda ---- */

/* Whether the words of a language changed that were there before. */
static bool
reworded(const struct dais_ml *x, const struct dais_ml *y, dais_lang_set *ret)
{
	*ret = 0;
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (x->in[l].n && !dais_str_eq(x->in[l], y->in[l]))
			*ret |= DAIS_LANG_BIT(l);
	}
	return *ret != 0;
}

/* The number of @item, with the body when it stands on several agendas; false: on none. */
static bool
number_in(struct news_maker *m, const struct dais_record *r, size_t item, size_t agenda,
    struct dais_ml *ret)
{
	size_t body = r->agendas.v[agenda].body;
	const struct dais_body *b = &r->bodies.v[body];
	struct dais_number n = dais_record_number(r, item, body);
	bool common = dais_record_is_common(r, item, NULL, m->a);

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
				(void)number_in(m, m->before, before, k, &from);
		}
		(void)number_in(m, m->now, now, i, &to);
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
	DAIS_BUF_AUTO b;

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

	if (reworded(&x->title, &y->title, &set))
		item_line(m, DAIS_NEWS_ITEM_TITLE, y, x->title, y->title, set);
	else if (!house_ml_equal(&x->title, &y->title) ||
		 !dais_str_eq(relations(m, m->before, x), relations(m, m->now, y)))
		item_line(m, DAIS_NEWS_OTHER, y, none, none, 0);
	compare_numbers(m, before, now);
	if (y->parent == DAIS_NONE && was != is)
		item_line(m, DAIS_NEWS_ITEM_COMMON, y, was ? bodies_of(m, m->before, before) : none,
		    is ? bodies_of(m, m->now, now) : none, 0);
}

static void
compare_items(struct news_maker *m)
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

static void
compare_annotations(struct news_maker *m)
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

/* ---- documents ---- */

static void
document_line(struct news_maker *m, enum dais_news_kind kind, const struct dais_document *d,
    struct dais_ml from, struct dais_ml to, dais_lang_set languages)
{
	struct dais_news *n = house_news_add(m, kind, "document", d->id);

	n->about = d->title;
	n->from = from;
	n->to = to;
	n->languages = languages;
}

static dais_lang_set
issued(const struct dais_document *d)
{
	dais_lang_set set = 0;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (d->versions[l].status == DAIS_VERSION_ISSUED)
			set |= DAIS_LANG_BIT(l);
	}
	return set;
}

static bool
symbols_equal(const struct dais_document *x, const struct dais_document *y)
{
	bool same = x->symbols.n == y->symbols.n;

	for (size_t i = 0; same && i < x->symbols.n; i++)
		same = dais_str_eq(x->symbols.v[i].text, y->symbols.v[i].text);
	return same;
}

static void
compare_document(struct news_maker *m, const struct dais_document *x, const struct dais_document *y)
{
	static const struct dais_ml none;
	dais_lang_set set, more = issued(y) & ~issued(x);

	if (reworded(&x->title, &y->title, &set))
		document_line(m, DAIS_NEWS_DOCUMENT_TITLE, y, x->title, y->title, set);
	else if (!symbols_equal(x, y) || x->kind != y->kind || x->distribution != y->distribution ||
		 x->languages != y->languages || !house_ml_equal(&x->title, &y->title) ||
		 (issued(x) & ~issued(y)))
		document_line(m, DAIS_NEWS_OTHER, y, none, none, 0);
	if (more)
		document_line(m, DAIS_NEWS_DOCUMENT_VERSION, y, none, none, more);
}

static void
compare_documents(struct news_maker *m)
{
	static const struct dais_ml none;

	for (size_t i = 0; i < m->now->documents.n; i++) {
		const struct dais_document *d = &m->now->documents.v[i];
		size_t at = dais_map_get(&m->before->document_ids, d->id);

		if (at == DAIS_MAP_NONE)
			document_line(m, DAIS_NEWS_DOCUMENT_NEW, d, none, none, issued(d));
		else
			compare_document(m, &m->before->documents.v[at], d);
	}
	for (size_t i = 0; i < m->before->documents.n; i++) {
		const struct dais_document *d = &m->before->documents.v[i];

		if (dais_map_get(&m->now->document_ids, d->id) == DAIS_MAP_NONE)
			document_line(m, DAIS_NEWS_DOCUMENT_CLOSED, d, none, none, 0);
	}
}

void
dais_news_between(const struct dais_record *before, const struct dais_record *now,
    struct dais_arena *a, dais_news_vec *ret)
{
	struct news_maker m = { .before = before, .now = now, .a = a, .ret = ret };

	compare_meetings(&m);
	if (!before)
		return;
	compare_items(&m);
	compare_annotations(&m);
	compare_documents(&m);
	house_news_sittings(&m);
	house_news_rest(&m);
}
