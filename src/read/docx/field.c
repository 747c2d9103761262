/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fields and links. Source: ECMA-376-1:2016, 17.16.
 */
#include "read/docx/story_priv.h"

void
docx_link_begin(struct docx_reader *r, struct docx_link *l, struct dais_str target)
{
	*l = (struct docx_link){ .open = target.n > 0, .target = dais_arena_dup(r->arena, target) };
}

static void
start_link(struct docx_story *s, struct docx_link *l)
{
	if (!l->open || l->begun)
		return;
	l->begun = true;
	l->from = dais_flow_at(&s->writer);
}

static void
break_link(struct docx_story *s, struct docx_link *l)
{
	if (l->open && l->begun && s->writer.open)
		dais_flow_link(&s->writer, l->from, l->target);
	l->begun = false;
}

void
docx_link_end(struct docx_reader *r, struct docx_link *l)
{
	break_link(docx_story(r), l);
	l->open = false;
}

static size_t
fields_known(const struct docx_story *s)
{
	return s->fields_open < DOCX_FIELDS_MAX ? s->fields_open : DOCX_FIELDS_MAX;
}

void
docx_links_begin(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	start_link(s, &s->link);
	for (size_t i = 0; i < fields_known(s); i++)
		start_link(s, &s->fields[i].link);
}

void
docx_links_break(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	break_link(s, &s->link);
	for (size_t i = 0; i < fields_known(s); i++)
		break_link(s, &s->fields[i].link);
}

static struct docx_field *
innermost(struct docx_story *s)
{
	return s->fields_open && s->fields_open <= DOCX_FIELDS_MAX ? &s->fields[s->fields_open - 1]
								   : NULL;
}

void
docx_field_begin(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	if (s->fields_open++ < DOCX_FIELDS_MAX) {
		struct docx_field *f = &s->fields[s->fields_open - 1];

		f->kind = DOCX_FIELD_OTHER;
		f->in_result = false;
		f->link = (struct docx_link){ .open = false };
		f->n = 0;
	}
}

void
docx_field_instruct(struct docx_reader *r, struct dais_str s)
{
	struct docx_field *f = innermost(docx_story(r));

	if (!f || f->in_result)
		return;
	if (s.n > DOCX_INSTRUCTION_MAX - f->n)
		s.n = DOCX_INSTRUCTION_MAX - f->n;
	memcpy(f->instruction + f->n, s.n ? s.p : "", s.n);
	f->n += s.n;
}

/* Takes the next word of an instruction, quotes taken off. */
static bool
next_word(struct dais_str *rest, struct dais_str *ret)
{
	size_t n = 0;

	*rest = dais_str_trim(*rest);
	if (!rest->n)
		return false;
	if (rest->p[0] == '"') {
		n = dais_str_find_char(*rest, '"', 1);
		if (n > rest->n)
			n = rest->n;
		*ret = dais_str_sub(*rest, 1, n);
		*rest = dais_str_sub(*rest, n + 1, rest->n);
		return true;
	}
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	*ret = dais_str_sub(*rest, 0, n);
	*rest = dais_str_sub(*rest, n, rest->n);
	return true;
}

/* HYPERLINK "address" \l "place" and other switches, of which \o, \t and \n have an argument. */
static struct dais_str
link_target(struct docx_reader *r, struct dais_str rest)
{
	struct dais_str address = DAIS_STR_NONE, place = DAIS_STR_NONE, word, skipped;

	while (next_word(&rest, &word)) {
		if (dais_str_is(word, "\\l"))
			(void)next_word(&rest, &place);
		else if (dais_str_is(word, "\\o") || dais_str_is(word, "\\t"))
			(void)next_word(&rest, &skipped);
		else if (word.n && word.p[0] != '\\' && !address.n)
			address = word;
	}
	return place.n ? dais_arena_printf(
			     r->arena, "%.*s#%.*s", DAIS_STR_ARG(address), DAIS_STR_ARG(place))
		       : address;
}

static bool
is_page(struct dais_str name)
{
	return dais_str_is(name, "PAGE") || dais_str_is(name, "NUMPAGES") ||
	       dais_str_is(name, "SECTIONPAGES");
}

void
docx_field_separate(struct docx_reader *r)
{
	struct docx_field *f = innermost(docx_story(r));
	struct dais_str rest, name = DAIS_STR_NONE;

	if (!f || f->in_result)
		return;
	f->in_result = true;
	rest = (struct dais_str){ f->instruction, f->n };
	if (!next_word(&rest, &name))
		return;
	if (is_page(name)) {
		f->kind = DOCX_FIELD_PAGE;
	} else if (dais_str_is(name, "HYPERLINK")) {
		f->kind = DOCX_FIELD_LINK;
		docx_link_begin(r, &f->link, link_target(r, rest));
	}
}

void
docx_field_end(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);
	struct docx_field *f = innermost(s);

	if (f)
		docx_link_end(r, &f->link);
	s->fields_open -= s->fields_open > 0;
}

void
docx_fields_break(struct docx_reader *r)
{
	struct docx_story *s = docx_story(r);

	while (s->fields_open && (!innermost(s) || !innermost(s)->in_result))
		s->fields_open--;
}

bool
docx_fields_show(const struct docx_story *s)
{
	for (size_t i = 0; i < fields_known(s); i++) {
		if (!s->fields[i].in_result || s->fields[i].kind == DOCX_FIELD_PAGE)
			return false;
	}
	return true;
}
