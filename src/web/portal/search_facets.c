/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How to narrow a search: what its results are by kind, body, year, genre and language.
 */
#include "web/portal/search_priv.h"

static const char *const facet_names[] = { "kind", "body", "year", "genre", "language" };

static struct dais_str
genre_words(struct dais_page *p, struct dais_str genre)
{
	struct dais_str words = search_named(p, "portal", "kind", genre);

	return dais_str_eq(words, genre) ? search_named(p, "search", "genre", genre) : words;
}

/* The words of value @value of facet @facet. */
static struct dais_str
value_words(struct dais_page *p, const struct dais_view_search *v, struct dais_str facet,
    struct dais_str value)
{
	enum dais_lang l;

	if (dais_str_is(facet, "body")) {
		const struct dais_index_body *b = dais_view_bodies_find(v->bodies, value);

		return b ? dais_page_words(p, &b->name) : value;
	}
	if (dais_str_is(facet, "language") && dais_lang_parse(value, &l))
		return dais_str_from(dais_own_names[l]);
	if (dais_str_is(facet, "genre"))
		return genre_words(p, value);
	return dais_str_is(facet, "kind") ? search_named(p, "search", "kind", value) : value;
}

/* Sets the part of @q that @facet is about; empty: no limit. The value before is returned. */
static struct dais_str
limit(
    struct dais_page *p, struct dais_search_query *q, struct dais_str facet, struct dais_str value)
{
	struct dais_str before = DAIS_STR_NONE;
	enum dais_lang l;
	int64_t year;

	q->skip = 0;
	if (dais_str_is(facet, "body")) {
		before = q->body;
		q->body = value;
	} else if (dais_str_is(facet, "kind")) {
		before = q->kind;
		q->kind = value;
	} else if (dais_str_is(facet, "genre")) {
		before = q->genre;
		q->genre = value;
	} else if (dais_str_is(facet, "year")) {
		before = q->year ? dais_arena_printf(p->arena, "%d", q->year) : DAIS_STR_NONE;
		q->year = dais_str_to_int(value, 1, 9999, &year) ? (int)year : 0;
	} else if (dais_str_is(facet, "language")) {
		before = search_language_asked(q->in);
		q->in = dais_lang_parse(value, &l) ? DAIS_LANG_BIT(l) : 0;
	}
	return before;
}

/* "(12)", "(2000+)"; nothing when none was counted and there may be some. */
static void
count_of(struct dais_page *p, const struct dais_search_facet *f)
{
	if (f->count == 0 && f->is_more)
		return;
	dais_xml_text_c(&p->xml, " ");
	/* A sign behind figures would go before them where the script runs from right to left. */
	dais_xml_open(&p->xml, "bdi");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(
	    &p->xml, dais_arena_printf(p->arena, "(%zu%s)", f->count, f->is_more ? "+" : ""));
	dais_xml_close(&p->xml);
}

static void
facet_link(struct dais_page *p, const struct dais_view_search *v, const struct dais_search_facet *f)
{
	struct dais_str facet = f->facet, value = f->value;
	struct dais_search_query q = *v->query;
	struct dais_str before = limit(p, &q, facet, value);
	bool is_set = before.n && dais_str_eq(before, value);

	if (is_set)
		(void)limit(p, &q, facet, DAIS_STR_NONE);
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, search_path(p, &q)), NULL);
	if (is_set)
		dais_xml_attr_c(&p->xml, "aria-current", "true");
	dais_xml_elem(&p->xml, "bdi", value_words(p, v, facet, value));
	if (is_set) {
		dais_page_element(p, "span", "hidden");
		dais_xml_text_c(&p->xml, " – ");
		dais_page_put(p, DAIS_SAY_SEARCH_ALL);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	if (is_set)
		dais_xml_text_c(&p->xml, " ×");
	else
		count_of(p, f);
	dais_page_end(p);
}

void
search_facets(struct dais_page *p, const struct dais_view_search *v)
{
	const struct dais_search_result *r = v->result;

	dais_page_element(p, "nav", NULL);
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_SEARCH_NARROW));
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_SEARCH_NARROW);
	if (r->total_is_more) {
		dais_page_element(p, "p", "hint");
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_SEARCH_COUNTED, "number",
					   dais_arena_printf(p->arena, "%zu", r->total)));
		dais_page_end(p);
	}
	for (size_t n = 0; n < sizeof(facet_names) / sizeof(facet_names[0]); n++) {
		bool open = false;

		for (size_t i = 0; i < r->facets.n; i++) {
			if (!dais_str_is(r->facets.v[i].facet, facet_names[n]) ||
			    !r->facets.v[i].value.n)
				continue;
			if (!open) {
				dais_xml_elem(&p->xml, "h3",
				    search_named(
					p, "search", "facet", dais_str_from(facet_names[n])));
				dais_page_element(p, "ul", "plain");
			}
			open = true;
			facet_link(p, v, &r->facets.v[i]);
		}
		if (open)
			dais_page_end(p);
	}
	dais_page_end(p);
}

void
search_limits(struct dais_page *p, const struct dais_view_search *v)
{
	bool open = false;

	for (size_t n = 0; n < sizeof(facet_names) / sizeof(facet_names[0]); n++) {
		struct dais_search_query q = *v->query;
		struct dais_str facet = dais_str_from(facet_names[n]),
				value = limit(p, &q, facet, DAIS_STR_NONE);

		if (!value.n)
			continue;
		if (!open) {
			dais_page_say_in(p, "p", NULL, DAIS_SAY_SEARCH_LIMITED);
			dais_page_element(p, "ul", "plain");
			open = true;
		}
		facet_link(p, v, &(struct dais_search_facet){ .facet = facet, .value = value });
	}
	if (open)
		dais_page_end(p);
}
