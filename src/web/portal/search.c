/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of a search: what was asked, what was found, how to narrow it.
 */
#include "web/portal/parts.h"

#define FOUND_START 0xE000u /* around words found: store/index.h */
#define FOUND_END 0xE001u

/* ---- addresses ---- */

static void
put_escaped(struct dais_buf *out, struct dais_arena *a, const char *name, struct dais_str value)
{
	if (!value.n)
		return;
	dais_buf_printf(
	    out, "%c%s=%.*s", out->n ? '&' : '?', name, DAIS_STR_ARG(dais_path_escape(a, value)));
}

/* The languages asked for, as they stand in the address: one at most. */
static struct dais_str
language_asked(dais_lang_set in)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (in == DAIS_LANG_BIT(l))
			return dais_str_from(dais_lang_code((enum dais_lang)l));
	return DAIS_STR_NONE;
}

/* "/search?q=..." for @q. */
static struct dais_str
path_of(struct dais_page *p, const struct dais_search_query *q)
{
	DAIS_BUF_AUTO out;

	dais_buf_init(&out, 8192);
	put_escaped(&out, p->arena, "q", q->words);
	put_escaped(&out, p->arena, "body", q->body);
	put_escaped(&out, p->arena, "kind", q->kind);
	put_escaped(&out, p->arena, "genre", q->genre);
	put_escaped(&out, p->arena, "in", language_asked(q->in));
	if (q->year)
		put_escaped(&out, p->arena, "year", dais_arena_printf(p->arena, "%d", q->year));
	if (q->newest_first)
		put_escaped(&out, p->arena, "order", DAIS_STR("newest"));
	if (q->skip)
		put_escaped(&out, p->arena, "skip", dais_arena_printf(p->arena, "%zu", q->skip));
	return dais_arena_concat(p->arena, DAIS_STR("/search"), dais_buf_dup(&out, p->arena));
}

/* ---- the form ---- */

static void
hidden(struct dais_page *p, const char *name, struct dais_str value)
{
	if (value.n)
		dais_page_hidden(p, name, value);
}

void
dais_portal_search_open(struct dais_page *p, struct dais_str words, const char *hint)
{
	dais_page_element(p, "form", "form row");
	dais_xml_attr_c(&p->xml, "role", "search");
	dais_xml_attr(&p->xml, "action", dais_page_path(p, DAIS_STR("/search")));
	dais_page_element(p, "p", "field grow");
	dais_xml_open(&p->xml, "label");
	dais_xml_attr_c(&p->xml, "for", "q");
	dais_page_put(p, DAIS_SAY_SEARCH_LABEL);
	dais_page_end(p);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "search");
	dais_xml_attr_c(&p->xml, "id", "q");
	dais_xml_attr_c(&p->xml, "name", "q");
	dais_xml_attr_c(&p->xml, "maxlength", "500");
	if (hint)
		dais_xml_attr_c(&p->xml, "aria-describedby", hint);
	dais_xml_attr(&p->xml, "value", words);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_portal_search_close(struct dais_page *p)
{
	dais_xml_open(&p->xml, "p");
	dais_xml_open(&p->xml, "button");
	dais_page_put(p, DAIS_SAY_COMMON_SEARCH);
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

static void
form(struct dais_page *p, const struct dais_search_query *q)
{
	dais_portal_search_open(p, q->words, "q-hint");
	hidden(p, "body", q->body);
	hidden(p, "kind", q->kind);
	dais_portal_search_close(p);
	dais_page_element(p, "p", "hint prose");
	dais_xml_attr_c(&p->xml, "id", "q-hint");
	dais_page_put(p, DAIS_SAY_SEARCH_HINT);
	dais_page_end(p);
}

/* ---- hits ---- */

/* @s with what is between the signs of store/index.h marked. */
static void
marked(struct dais_page *p, struct dais_str s)
{
	size_t from = 0, at = 0;
	bool open = false;

	while (at < s.n) {
		size_t here = at;
		uint32_t c = dais_str_decode(s, &at);

		if (c != FOUND_START && c != FOUND_END)
			continue;
		dais_xml_text(&p->xml, dais_str_sub(s, from, here));
		from = at;
		if (c == FOUND_START && !open)
			dais_xml_open(&p->xml, "mark");
		else if (c == FOUND_END && open)
			dais_xml_close(&p->xml);
		open = c == FOUND_START;
	}
	dais_xml_text(&p->xml, dais_str_sub(s, from, s.n));
	if (open)
		dais_xml_close(&p->xml);
}

static void
in_language_of(struct dais_page *p, const struct dais_search_hit *hit)
{
	if (hit->language == p->language)
		return;
	dais_xml_attr_c(&p->xml, "lang", dais_lang_code(hit->language));
	dais_xml_attr_c(&p->xml, "dir", dais_lang_is_rtl(hit->language) ? "rtl" : "ltr");
}

static struct dais_str
named(struct dais_page *p, const char *area, const char *prefix, struct dais_str name)
{
	enum dais_say words;

	return dais_say_find(
		   dais_arena_printf(p->arena, "%s.%s-%.*s", area, prefix, DAIS_STR_ARG(name)),
		   &words)
		   ? dais_page_say(p, words)
		   : name;
}

static struct dais_str
genre_words(struct dais_page *p, struct dais_str genre)
{
	struct dais_str words = named(p, "portal", "kind", genre);

	return dais_str_eq(words, genre) ? named(p, "search", "genre", genre) : words;
}

static void
hit_entry(struct dais_page *p, const struct dais_search_hit *hit, struct dais_str path)
{
	struct dais_str rest = hit->symbols, symbol;

	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	dais_page_link(p, dais_page_path(p, path), NULL);
	in_language_of(p, hit);
	marked(p, hit->title);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "soft");
	dais_xml_text(&p->xml, named(p, "search", "kind", hit->kind));
	while (rest.n && dais_str_next(&rest, ' ', &symbol)) {
		dais_xml_text_c(&p->xml, " · ");
		dais_page_symbol(p, symbol);
	}
	if (hit->year)
		dais_xml_text(&p->xml, dais_arena_printf(p->arena, " · %d", hit->year));
	dais_page_end(p);
	if (hit->snippet.n) {
		dais_page_element(p, "p", NULL);
		in_language_of(p, hit);
		marked(p, hit->snippet);
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* ---- facets ---- */

static const char *const facet_names[] = { "kind", "body", "year", "genre", "language" };

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
	return dais_str_is(facet, "kind") ? named(p, "search", "kind", value) : value;
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
		before = language_asked(q->in);
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
	dais_page_link(p, dais_page_path(p, path_of(p, &q)), NULL);
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

static void
facets(struct dais_page *p, const struct dais_view_search *v)
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
				    named(p, "search", "facet", dais_str_from(facet_names[n])));
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

/* ---- pages of results ---- */

static void
page_link(
    struct dais_page *p, const struct dais_search_query *asked, size_t skip, enum dais_say words)
{
	struct dais_search_query q = *asked;

	q.skip = skip;
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, path_of(p, &q)), NULL);
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
pages(struct dais_page *p, const struct dais_view_search *v)
{
	const struct dais_search_query *q = v->query;
	struct dais_search_query other = *q;

	dais_page_element(p, "ul", "links");
	if (q->skip)
		page_link(
		    p, q, q->skip > q->max ? q->skip - q->max : 0, DAIS_SAY_SEARCH_PREVIOUS_PAGE);
	if (q->skip + v->result->hits.n < v->result->total)
		page_link(p, q, q->skip + q->max, DAIS_SAY_SEARCH_NEXT_PAGE);
	other.newest_first = !q->newest_first;
	page_link(p, &other, 0,
	    q->newest_first ? DAIS_SAY_SEARCH_MOST_RELEVANT_FIRST : DAIS_SAY_SEARCH_NEWEST_FIRST);
	dais_page_end(p);
}

static void
found(struct dais_page *p, const struct dais_view_search *v)
{
	const struct dais_search_result *r = v->result;

	dais_page_element(p, "div", "columns");
	dais_page_element(p, "section", NULL);
	dais_xml_attr_c(&p->xml, "aria-labelledby", "results");
	dais_xml_open(&p->xml, "h2");
	dais_xml_attr_c(&p->xml, "id", "results");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p,
		r->about > r->total ? DAIS_SAY_SEARCH_TOTAL_ABOUT
		: r->total_is_more  ? DAIS_SAY_SEARCH_TOTAL_MORE
				    : DAIS_SAY_SEARCH_TOTAL,
		"number",
		dais_arena_printf(p->arena, "%zu", r->about > r->total ? r->about : r->total)));
	dais_page_end(p);
	dais_page_element(p, "ol", "entries");
	if (v->query->skip)
		dais_xml_attr_int(&p->xml, "start", (int64_t)v->query->skip + 1);
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < r->hits.n; i++)
		hit_entry(p, &r->hits.v[i], v->paths[i]);
	dais_page_end(p);
	pages(p, v);
	dais_page_end(p);
	facets(p, v);
	dais_page_end(p);
}

/* What was typed within a sentence, whichever way its script runs. */
static struct dais_str
isolated(struct dais_page *p, struct dais_str words)
{
	return dais_arena_concat(
	    p->arena, dais_arena_concat(p->arena, DAIS_STR("\u2068"), words), DAIS_STR("\u2069"));
}

/* The query that was meant, or a shorter one that finds something. */
static void
meant(struct dais_page *p, const struct dais_view_search *v)
{
	struct dais_search_query q = *v->query;

	if (!v->result->meant.n)
		return;
	q.words = v->result->meant;
	q.skip = 0;
	dais_page_element(p, "p", NULL);
	dais_page_link(p, dais_page_path(p, path_of(p, &q)), NULL);
	dais_xml_text(
	    &p->xml, dais_page_say_with(p,
			 v->result->meant_is_less ? DAIS_SAY_SEARCH_LESS : DAIS_SAY_SEARCH_MEANT,
			 "words", isolated(p, v->result->meant)));
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* The limits that are set, each with a link that takes it away: nothing else shows them when
 * nothing is found. */
static void
limits(struct dais_page *p, const struct dais_view_search *v)
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

/* Where what has no words to be found by is looked up. */
static void
elsewhere(struct dais_page *p)
{
	static const struct {
		const char *path;
		enum dais_say words;
	} v[] = { { "/bodies", DAIS_SAY_COMMON_BODIES },
		{ "/calendar", DAIS_SAY_COMMON_CALENDAR } };

	dais_page_say_in(p, "p", NULL, DAIS_SAY_SEARCH_ELSEWHERE);
	dais_page_element(p, "ul", "links");
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		dais_xml_open(&p->xml, "li");
		dais_page_link(p, dais_page_path(p, dais_str_from(v[i].path)), NULL);
		dais_page_put(p, v[i].words);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
nothing_found(struct dais_page *p, const struct dais_view_search *v)
{
	dais_page_element(p, "p", "note");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_SEARCH_NONE, "words", isolated(p, v->query->words)));
	dais_xml_text_c(&p->xml, ". ");
	dais_page_put(p, DAIS_SAY_SEARCH_ADVICE);
	dais_page_end(p);
	meant(p, v);
	limits(p, v);
	elsewhere(p);
}

void
dais_portal_search(struct dais_page *p, const struct dais_view_search *v)
{
	struct dais_page_head head = { .title = dais_page_say(p, DAIS_SAY_COMMON_SEARCH),
		.path = path_of(p, v->query),
		.section = "search",
		.hidden = v->query->words.n > 0 };

	if (v->query->words.n)
		head.title = dais_arena_printf(p->arena, "%.*s – %.*s",
		    DAIS_STR_ARG(v->query->words), DAIS_STR_ARG(head.title));
	dais_page_open(p, &head);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_COMMON_SEARCH);
	form(p, v->query);
	if (v->not_understood)
		dais_page_say_in(p, "p", "note", DAIS_SAY_SEARCH_NOT_UNDERSTOOD);
	if (!v->result)
		return;
	if (v->result->is_partial)
		dais_page_say_in(p, "p", "note", DAIS_SAY_SEARCH_PARTIAL);
	if (v->result->hits.n) {
		found(p, v);
		return;
	}
	nothing_found(p, v);
}
