/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings and places: what a secretary reads. Things are called by number and title, symbol and
 * date, in the language of findings.
 */
#include "check/check_priv.h"

#define YAML DAIS_STR("meeting.yaml")

/* Thousands of places are asked for: the file is gone through once. */
static void
find_lines(struct dais_check *c)
{
	size_t at = 0;

	if (c->lines.n)
		return;
	dais_vec_push(c->a, &c->lines, 0);
	while ((at = dais_str_find_char(c->r->origin_yaml, '\n', at)) != SIZE_MAX)
		dais_vec_push(c->a, &c->lines, ++at);
}

/* The line, from 0, in which byte @at stands; not before line @low. */
static size_t
line_of(const struct dais_check *c, size_t at, size_t low)
{
	size_t high = c->lines.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (c->lines.v[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

struct dais_place
dais_check_place_yaml(struct dais_check *c, struct dais_origin at, struct dais_str words)
{
	struct dais_place p = { .file = YAML, .line = at.line, .column = at.column, .text = words };
	struct dais_str y = c->r->origin_yaml;
	size_t found, line;

	if (!at.line || !words.n)
		return p;
	find_lines(c);
	if (at.line > c->lines.n)
		return p;
	found = dais_str_find(y, words, c->lines.v[at.line - 1]);
	if (found == SIZE_MAX)
		return p;
	line = line_of(c, found, at.line - 1);
	p.line = (unsigned)line + 1;
	p.column = (unsigned)dais_str_count(dais_str_sub(y, c->lines.v[line], found)) + 1;
	return p;
}

struct dais_place
dais_check_place_text(
    struct dais_check *c, enum dais_lang l, unsigned line, unsigned column, struct dais_str words)
{
	return (struct dais_place){
		.file = dais_arena_printf(c->a, "text/%s.md", dais_lang_code(l)),
		.line = line,
		.column = column,
		.text = words,
	};
}

struct dais_place
dais_check_place_para(struct dais_check *c, const struct check_para *p, size_t at, size_t n)
{
	const struct dais_span *span = NULL;
	struct dais_str before;
	struct dais_place place;
	size_t start = 0;

	for (size_t i = 0; i < p->starts.n && p->starts.v[i] <= at; i++) {
		span = &p->block->spans.v[i];
		start = p->starts.v[i];
	}
	place = dais_check_place_text(c, p->lang, span && span->line ? span->line : p->block->line,
	    span ? span->column : 1, dais_str_sub(p->text, at, at + n));
	before = dais_str_sub(p->text, start, at);
	if (span && span->kind != DAIS_SPAN_REF && place.column)
		place.column += (unsigned)dais_str_count(before);
	return place;
}

struct dais_diag *
dais_check_say(
    struct dais_check *c, struct dais_origin at, struct dais_str words, const char *fmt, ...)
{
	struct dais_place p = dais_check_place_yaml(c, at, words);
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = dais_diags_add_v(c->diags, c->rule->id, c->rule->severity, &p, fmt, ap);
	va_end(ap);
	return g;
}

struct dais_diag *
dais_check_say_as(struct dais_check *c, enum dais_severity sev, struct dais_origin at,
    struct dais_str words, const char *fmt, ...)
{
	struct dais_place p = dais_check_place_yaml(c, at, words);
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = dais_diags_add_v(c->diags, c->rule->id, sev, &p, fmt, ap);
	va_end(ap);
	return g;
}

struct dais_diag *
dais_check_say_at(struct dais_check *c, const struct dais_place *p, const char *fmt, ...)
{
	struct dais_diag *g;
	va_list ap;

	va_start(ap, fmt);
	g = dais_diags_add_v(c->diags, c->rule->id, c->rule->severity, p, fmt, ap);
	va_end(ap);
	return g;
}

void
dais_check_hint(struct dais_check *c, struct dais_diag *g, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	dais_diag_set_hint_v(c->diags, g, fmt, ap);
	va_end(ap);
}

void
dais_check_file_hint(struct dais_check *c, struct dais_diag *g, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	dais_diag_set_file_hint_v(c->diags, g, fmt, ap);
	va_end(ap);
}

void
dais_check_also(struct dais_check *c, struct dais_diag *g, const struct dais_place *p)
{
	dais_diag_add_place(c->diags, g, p);
}

const char *
dais_check_part(const struct dais_check *c, const char *english)
{
	return dais_text_message_words(c->lang, english);
}

struct dais_str
dais_check_words(const struct dais_check *c, const struct dais_ml *ml)
{
	return dais_ml_words(ml, c->lang);
}

struct dais_str
dais_check_body(const struct dais_check *c, size_t body)
{
	struct dais_str name;

	if (body == DAIS_NONE)
		return dais_str_from(dais_check_part(c, DAIS_MESSAGE("no body")));
	name = dais_check_words(c, &c->r->bodies.v[body].name);
	return name.n ? name : c->r->bodies.v[body].id;
}

struct dais_str
dais_check_item(struct dais_check *c, size_t item, size_t body)
{
	struct dais_str title = dais_check_words(c, &c->r->items.v[item].title);
	struct dais_number n;

	for (size_t i = 0; body == DAIS_NONE && i < c->r->together.n; i++) {
		if (dais_record_number(c->r, item, dais_check_body_at(c->r, i)).found)
			body = dais_check_body_at(c->r, i);
	}
	if (body == DAIS_NONE)
		return dais_text_message(c->a, c->lang, "item \"%.*s\"", DAIS_STR_ARG(title));
	n = dais_record_number(c->r, item, body);
	return dais_text_message(c->a, c->lang, "%.*s \"%.*s\" of the %.*s",
	    DAIS_STR_ARG(dais_text_message_item(c->a, c->lang, n.number, n.letter)),
	    DAIS_STR_ARG(title), DAIS_STR_ARG(dais_check_body(c, body)));
}

struct dais_str
dais_check_meeting(struct dais_check *c, size_t meeting)
{
	struct dais_str name = dais_prose_gathering(c->r, meeting, c->lang, c->a);

	return dais_text_message(c->a, c->lang, "%.*s of the %.*s", DAIS_STR_ARG(name),
	    DAIS_STR_ARG(dais_check_body(c, c->r->meetings.v[meeting].body)));
}

struct dais_str
dais_check_document(struct dais_check *c, size_t document)
{
	struct dais_str symbol = dais_record_document_symbol(c->r, document, c->a);

	if (symbol.n)
		return symbol;
	return dais_text_message(c->a, c->lang, "\"%.*s\"",
	    DAIS_STR_ARG(dais_check_words(c, &c->r->documents.v[document].title)));
}

struct dais_str
dais_check_value(const struct dais_check *c, struct dais_str word)
{
	static const char *const known[] = { DAIS_MESSAGE("in-person"), DAIS_MESSAGE("hybrid"),
		DAIS_MESSAGE("online"), DAIS_MESSAGE("agenda"), DAIS_MESSAGE("background-paper"),
		DAIS_MESSAGE("report"), DAIS_MESSAGE("note"), DAIS_MESSAGE("conference-room-paper"),
		DAIS_MESSAGE("draft"), DAIS_MESSAGE("information"), DAIS_MESSAGE("other"),
		DAIS_MESSAGE("general"), DAIS_MESSAGE("limited"), DAIS_MESSAGE("restricted"),
		DAIS_MESSAGE("resolution"), DAIS_MESSAGE("decision"), DAIS_MESSAGE("rule"),
		DAIS_MESSAGE("dates"), DAIS_MESSAGE("topics"), DAIS_MESSAGE("procedure"),
		DAIS_MESSAGE("format"), DAIS_MESSAGE("recommendations") };

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (dais_str_is(word, known[i]))
			return dais_str_from(dais_check_part(c, known[i]));
	}
	return word;
}

const char *
dais_check_language(const struct dais_check *c, enum dais_lang l)
{
	return dais_text_message_language(c->lang, l);
}

struct dais_str
dais_check_date(struct dais_check *c, struct dais_date d)
{
	return dais_date_is_set(d) ? dais_text_date(c->a, c->lang, d)
				   : dais_str_from(dais_check_part(c, DAIS_MESSAGE("no date")));
}

struct dais_str
dais_check_when(struct dais_check *c, struct dais_local at)
{
	struct dais_str day = dais_text_day(c->a, c->lang, at.date);

	if (at.minute < 0)
		return day;
	return dais_text_message(c->a, c->lang, "%.*s, %.*s", DAIS_STR_ARG(day),
	    DAIS_STR_ARG(dais_text_time(c->a, c->lang, at.minute)));
}
