/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of a search: what was asked and what was found.
 */
#include "web/portal/search_priv.h"

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

struct dais_str
search_language_asked(dais_lang_set in)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (in == DAIS_LANG_BIT(l))
			return dais_str_from(dais_lang_code((enum dais_lang)l));
	return DAIS_STR_NONE;
}

struct dais_str
search_path(struct dais_page *p, const struct dais_search_query *q)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, 8192);
	put_escaped(&out, p->arena, "q", q->words);
	put_escaped(&out, p->arena, "body", q->body);
	put_escaped(&out, p->arena, "kind", q->kind);
	put_escaped(&out, p->arena, "genre", q->genre);
	put_escaped(&out, p->arena, "in", search_language_asked(q->in));
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
	dais_page_label(p, "q", DAIS_SAY_SEARCH_LABEL);
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
	dais_page_language(p, hit->language);
}

struct dais_str
search_named(struct dais_page *p, const char *area, const char *prefix, struct dais_str name)
{
	enum dais_say words;

	return dais_say_find(
		   dais_arena_printf(p->arena, "%s.%s-%.*s", area, prefix, DAIS_STR_ARG(name)),
		   &words)
		   ? dais_page_say(p, words)
		   : name;
}

static void
hit_entry(struct dais_page *p, const struct dais_search_hit *hit, struct dais_str path)
{
	struct dais_str rest = hit->symbols, symbol;

	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "h3");
	in_language_of(p, hit);
	dais_page_link(p, dais_page_path(p, path), NULL);
	marked(p, hit->title);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "soft");
	dais_xml_text(&p->xml, search_named(p, "search", "kind", hit->kind));
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

/* ---- pages of results ---- */

static void
page_link(
    struct dais_page *p, const struct dais_search_query *asked, size_t skip, enum dais_say words)
{
	struct dais_search_query q = *asked;

	q.skip = skip;
	dais_xml_open(&p->xml, "li");
	dais_page_link(p, dais_page_path(p, search_path(p, &q)), NULL);
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
	search_facets(p, v);
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
	dais_page_link(p, dais_page_path(p, search_path(p, &q)), NULL);
	dais_xml_text(
	    &p->xml, dais_page_say_with(p,
			 v->result->meant_is_less ? DAIS_SAY_SEARCH_LESS : DAIS_SAY_SEARCH_MEANT,
			 "words", isolated(p, v->result->meant)));
	dais_xml_close(&p->xml);
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
	dais_page_full_stop(p, p->language);
	dais_page_put(p, DAIS_SAY_SEARCH_ADVICE);
	dais_page_end(p);
	meant(p, v);
	search_limits(p, v);
	elsewhere(p);
}

void
dais_portal_search(struct dais_page *p, const struct dais_view_search *v)
{
	struct dais_page_head head = { .title = dais_page_say(p, DAIS_SAY_COMMON_SEARCH),
		.path = search_path(p, v->query),
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
