/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies: the tree of all, and the page of each.
 */
#include "web/portal/parts.h"

static void
body_link(struct dais_page *p, const struct dais_index_body *b)
{
	dais_page_link(p, dais_page_path(p, dais_view_body_path(b->key, p->arena)), NULL);
	dais_page_put_ml(p, &b->name);
	dais_xml_close(&p->xml);
	if (b->key.n && b->key.p[0] != '~') {
		dais_xml_text_c(&p->xml, " ");
		dais_page_element(p, "span", "soft");
		dais_page_symbol(p, b->key);
		dais_xml_close(&p->xml);
	}
}

#define DEPTH_MAX 12u

/* Children of each body in the order of @bodies: a circle of parents is reached from nowhere. */
struct tree {
	const dais_index_body_vec *bodies;
	size_t *first, *next; /* of bodies; SIZE_MAX: none */
	size_t top;           /* first of those without a parent that is known */
};

static void
plant(struct tree *t, const dais_index_body_vec *bodies, struct dais_arena *a)
{
	struct dais_map places;

	*t = (struct tree){ .bodies = bodies,
		.first = DAIS_NEW_N(a, bodies->n, size_t),
		.next = DAIS_NEW_N(a, bodies->n, size_t),
		.top = SIZE_MAX };
	dais_map_init(&places, a);
	for (size_t i = 0; i < bodies->n; i++) {
		t->first[i] = SIZE_MAX;
		(void)dais_map_add(&places, bodies->v[i].key, i);
	}
	for (size_t i = bodies->n; i-- > 0;) {
		size_t above = bodies->v[i].parent.n ? dais_map_get(&places, bodies->v[i].parent)
						     : DAIS_MAP_NONE;
		size_t *first = above == DAIS_MAP_NONE ? &t->top : &t->first[above];

		t->next[i] = *first;
		*first = i;
	}
}

static void
branch(struct dais_page *p, const struct tree *t, size_t at, unsigned depth, unsigned levels)
{
	if (at == SIZE_MAX || depth >= levels)
		return;
	dais_page_element(p, "ul", depth ? NULL : "tree");
	for (; at != SIZE_MAX; at = t->next[at]) {
		dais_xml_open(&p->xml, "li");
		body_link(p, &t->bodies->v[at]);
		branch(p, t, t->first[at], depth + 1, levels);
		dais_page_end(p);
	}
	dais_page_end(p);
}

static size_t
find_body(const dais_index_body_vec *bodies, struct dais_str key)
{
	for (size_t i = 0; i < bodies->n; i++)
		if (dais_str_eq(bodies->v[i].key, key))
			return i;
	return SIZE_MAX;
}

/* The tree below @top (empty: all of it). */
static void
write_tree(struct dais_page *p, const dais_index_body_vec *bodies, struct dais_str top)
{
	struct tree t;
	size_t at = top.n ? find_body(bodies, top) : SIZE_MAX;

	plant(&t, bodies, p->arena);
	branch(p, &t, top.n ? (at == SIZE_MAX ? at : t.first[at]) : t.top, 0, DEPTH_MAX);
}

void
dais_portal_top_bodies(struct dais_page *p, const dais_index_body_vec *bodies, bool more)
{
	write_tree(p, bodies, DAIS_STR_NONE);
	if (!bodies->n)
		dais_page_say_in(p, "p", "soft", DAIS_SAY_PORTAL_NONE_BODIES);
	if (!more)
		return;
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, dais_page_path(p, DAIS_STR("/bodies")), NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_ALL_BODIES);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
further(struct dais_page *p, struct dais_str address)
{
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, address, NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FURTHER);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
bodies_further(struct dais_page *p, struct dais_str path, struct dais_str after)
{
	if (after.n)
		further(p,
		    dais_arena_printf(p->arena, "/%s%.*s?after=%.*s", dais_lang_code(p->language),
			DAIS_STR_ARG(path), DAIS_STR_ARG(dais_path_escape(p->arena, after))));
}

void
dais_portal_bodies(
    struct dais_page *p, const dais_index_body_vec *bodies, bool more, struct dais_str after)
{
	static const struct dais_str topics[] = { DAIS_STR_INIT("public") };
	struct dais_page_head head = { .title = dais_page_say(p, DAIS_SAY_COMMON_BODIES),
		.path = DAIS_STR("/bodies"),
		.section = "bodies",
		.topics = topics,
		.n_topics = 1 };

	head.description =
	    dais_page_say(p, more ? DAIS_SAY_PORTAL_BODIES_TOP_LEAD : DAIS_SAY_PORTAL_BODIES_LEAD);
	dais_page_open(p, &head);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_COMMON_BODIES);
	if (!bodies->n) {
		dais_page_say_in(p, "p", "soft", DAIS_SAY_PORTAL_NONE_BODIES);
		return;
	}
	dais_page_element(p, "p", "lead");
	dais_xml_text(&p->xml, head.description);
	dais_page_end(p);
	write_tree(p, bodies, DAIS_STR_NONE);
	bodies_further(p, DAIS_STR("/bodies"), after);
}

/* ---- one body ---- */

/* A list goes on at a day: those without one stand last. */
static struct dais_str
documents_path(struct dais_page *p, struct dais_str path, int year,
    const struct dais_index_documents_query *on)
{
	struct dais_str day = on->undated ? DAIS_STR("none") : dais_date_print(p->arena, on->to);

	return dais_arena_printf(p->arena, "/%s%.*s?year=%d&until=%.*s&skip=%zu#documents",
	    dais_lang_code(p->language), DAIS_STR_ARG(path), year, DAIS_STR_ARG(day), on->skip);
}

static void
years(struct dais_page *p, const struct dais_view_body_page *v, struct dais_str path)
{
	dais_page_element(p, "nav", NULL);
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_PORTAL_YEARS));
	dais_page_element(p, "ul", "links");
	for (size_t i = 0; i < v->years.n; i++) {
		int year = v->years.v[i];

		dais_xml_open(&p->xml, "li");
		dais_page_link(p,
		    dais_arena_printf(p->arena, "/%s%.*s?year=%d#documents",
			dais_lang_code(p->language), DAIS_STR_ARG(path), year),
		    NULL);
		if (year == v->year)
			dais_xml_attr_c(&p->xml, "aria-current", "true");
		dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%d", year));
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

/* Of a joint document the symbol in the series of this body. */
static struct dais_str
symbol_for(const struct dais_index_document *d, struct dais_str body)
{
	for (size_t i = 0; i < d->symbols.n; i++)
		if (dais_str_has_prefix(d->symbols.v[i], body) && d->symbols.v[i].n > body.n &&
		    d->symbols.v[i].p[body.n] == '/')
			return d->symbols.v[i];
	return d->symbols.v[0];
}

static void
document_entry(struct dais_page *p, const struct dais_index_document *d, struct dais_str body)
{
	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	if (d->symbols.n)
		dais_page_link(p,
		    dais_page_path(p, dais_view_symbol_path(symbol_for(d, body), p->arena)), NULL);
	dais_page_put_ml(p, &d->title);
	if (d->symbols.n)
		dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "soft");
	for (size_t i = 0; i < d->symbols.n; i++) {
		if (i)
			dais_xml_text_c(&p->xml, " · ");
		dais_page_symbol(p, d->symbols.v[i]);
	}
	dais_page_end(p);
	dais_page_element(p, "ul", "versions");
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (d->available & DAIS_LANG_BIT(l)) {
			dais_xml_open(&p->xml, "li");
			dais_portal_language(p, (enum dais_lang)l);
			dais_page_end(p);
		}
	dais_page_end(p);
	dais_page_end(p);
}

static void
documents(struct dais_page *p, const struct dais_view_body_page *v, struct dais_str path)
{
	int last = -1;
	bool open = false;

	dais_part_open(p, "documents", DAIS_SAY_PORTAL_DOCUMENTS);
	if (!v->documents->n)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_DOCUMENTS);
	if (v->years.n)
		years(p, v, path);
	for (size_t i = 0; i < v->documents->n; i++) {
		const struct dais_index_document *d = &v->documents->v[i];

		if (d->date.year != last) {
			if (open)
				dais_page_end(p);
			dais_xml_elem(&p->xml, "h3",
			    d->date.year ? dais_arena_printf(p->arena, "%d", d->date.year)
					 : dais_page_say(p, DAIS_SAY_PORTAL_UNDATED));
			dais_page_element(p, "ul", "entries");
			open = true;
			last = d->date.year;
		}
		document_entry(p, d, v->body->key);
	}
	if (open)
		dais_page_end(p);
	if (v->on)
		further(p, documents_path(p, path, v->year, v->on));
	dais_page_end(p);
}

static void
subscribe(struct dais_page *p, struct dais_str key)
{
	struct dais_str of = dais_path_escape(p->arena, key);

	dais_part_open(p, "subscribe", DAIS_SAY_PORTAL_SUBSCRIBE);
	dais_page_element(p, "ul", "plain");
	dais_xml_open(&p->xml, "li");
	dais_page_link(p,
	    dais_arena_printf(
		p->arena, "/%s/news.atom?body=%.*s", dais_lang_code(p->language), DAIS_STR_ARG(of)),
	    NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FEED_ATOM);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_xml_open(&p->xml, "li");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "/%s/calendar.ics?body=%.*s", dais_lang_code(p->language),
		DAIS_STR_ARG(of)),
	    NULL);
	dais_page_put(p, DAIS_SAY_PORTAL_FEED_CALENDAR);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

static bool
has_children(const struct dais_view_body_page *v)
{
	for (size_t i = 0; i < v->bodies->n; i++)
		if (dais_str_eq(v->bodies->v[i].parent, v->body->key))
			return true;
	return false;
}

static void
meetings(struct dais_page *p, const struct dais_view_body_page *v)
{
	dais_part_open(p, "meetings", DAIS_SAY_PORTAL_MEETINGS);
	if (!v->coming.n && !v->past.n)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_PORTAL_NONE_MEETINGS);
	if (v->coming.n) {
		dais_page_say_in(p, "h3", NULL, DAIS_SAY_PORTAL_NEXT);
		dais_portal_meetings(p, &v->coming, false);
	}
	if (v->past.n) {
		dais_page_say_in(p, "h3", NULL, DAIS_SAY_PORTAL_EARLIER);
		dais_portal_meetings(p, &v->past, false);
	}
	dais_page_end(p);
}

void
dais_portal_body(struct dais_page *p, const struct dais_view_body_page *v)
{
	static const struct dais_str topics[] = { DAIS_STR_INIT("public") };
	struct dais_str path = dais_view_body_path(v->body->key, p->arena);
	struct dais_page_head head = { .title = dais_page_words(p, &v->body->name),
		.path = path,
		.section = "bodies",
		.topics = topics,
		.n_topics = 1,
		.version = v->version,
		.feed = dais_arena_printf(p->arena, "/%s/news.atom?body=%.*s",
		    dais_lang_code(p->language),
		    DAIS_STR_ARG(dais_path_escape(p->arena, v->body->key))),
		.at_ms = v->at_ms };

	dais_page_open(p, &head);
	dais_portal_above(p, v->above.v, v->above.n);
	dais_xml_open(&p->xml, "h1");
	dais_page_put_ml(p, &v->body->name);
	dais_page_end(p);
	if (v->symbol.n) {
		dais_page_element(p, "p", "kicker");
		dais_page_symbol(p, v->symbol);
		dais_page_end(p);
	}
	meetings(p, v);
	if (has_children(v)) {
		dais_part_open(p, "subsidiary", DAIS_SAY_PORTAL_SUBSIDIARY);
		write_tree(p, v->bodies, v->body->key);
		bodies_further(p, path, v->bodies_after);
		dais_page_end(p);
	}
	documents(p, v, path);
	subscribe(p, v->body->key);
}
