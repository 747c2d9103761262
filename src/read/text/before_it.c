/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The documents that a body had before it when it took up an item: under the headings of a report,
 * the symbols in sentences such as "It had before it documents ...", and the list that such a
 * sentence announces.
 */
#include "read/text/build_priv.h"

#define LIST_MAX 200u

static bool
is_digit_at(struct dais_str s, size_t i)
{
	return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

static bool
has_digit(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_digit_at(s, i))
			return true;
	}
	return false;
}

/* Byte behind the sentence of @s that begins at @from. */
static size_t
sentence_end(struct dais_str s, size_t from)
{
	for (size_t i = from; i < s.n; i++) {
		switch ((unsigned char)s.p[i]) {
		case '.':
		case ';':
		case '?':
			/* not that of "Doc. 8" */
			if (i + 1 < s.n && s.p[i + 1] == ' ' && !is_digit_at(s, i + 2))
				return i + 1;
			break;
		case 0xE3: /* 。 */
			if (dais_str_has_prefix(dais_str_sub(s, i, s.n), DAIS_STR("。")))
				return i + strlen("。");
			break;
		case 0xD8: /* ؟ */
			if (dais_str_has_prefix(dais_str_sub(s, i, s.n), DAIS_STR("؟")))
				return i + strlen("؟");
			break;
		default:
			break;
		}
	}
	return s.n;
}

static bool
announces_list(struct dais_str s)
{
	return dais_str_has_suffix(s, DAIS_STR(":")) || dais_str_has_suffix(s, DAIS_STR("："));
}

static bool
may_be_entry(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	return read_is_body(r, b) && k->mark.kind != MARK_ROMAN && k->mark.kind != MARK_CAPITAL &&
	       k->text.n < 1500 && read_symbols(r, k->text).n > 0;
}

/* The entries behind block @b, before block @end; returns the block behind them. */
static size_t
read_list_under(struct reader *r, const struct sketch_section *s, size_t b, size_t end)
{
	size_t k = b + 1;

	for (; k < end && k < b + LIST_MAX && may_be_entry(r, k); k++) {
		const struct text_block *t = &r->blocks.v[k];
		size_t mark = t->mark.kind == MARK_NONE ? 0 : t->mark.n;

		(void)read_documents_in(
		    r, s->body, s->item, (struct text_span){ k, mark, t->text.n - mark }, true);
	}
	return k;
}

static size_t
read_block(struct reader *r, const struct sketch_section *s, size_t b, size_t end)
{
	struct dais_str text = r->blocks.v[b].text;
	bool before = false;

	/* A symbol has a number. */
	if (!announces_list(text) && !has_digit(text))
		return b + 1;
	for (size_t from = 0, to; from < text.n; from = to) {
		to = sentence_end(text, from);
		before = read_has_phrase(&r->words->before_it, dais_str_sub(text, from, to));
		if (before)
			(void)read_documents_in(
			    r, s->body, s->item, (struct text_span){ b, from, to - from }, false);
	}
	return before && announces_list(text) ? read_list_under(r, s, b, end) : b + 1;
}

/* Block that ends the part of section @i: the next heading of an item, or of a part. */
static size_t
section_end(const struct reader *r, size_t i)
{
	size_t end = i + 1 < r->sections.n ? r->sections.v[i + 1].heading.block : r->blocks.n;

	for (size_t b = r->sections.v[i].last + 1; b < end; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (k->mark.kind == MARK_ROMAN && k->text.n < 300)
			return b;
		if (k->text.n < 120 && read_is_phrase(&r->words->annex, k->text))
			return b;
	}
	return end;
}

/* The prose of annotations that list no documents, and the lists it announces. */
static void
read_notes(struct reader *r)
{
	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *n = &r->notes.v[k];
		struct sketch_section s = { .body = n->body, .item = n->item };
		size_t end = n->blocks.n ? n->blocks.v[n->blocks.n - 1] + 1 : 0, behind = 0;

		for (size_t i = 0; !n->documents.n && i < n->blocks.n; i++) {
			if (n->blocks.v[i] >= behind)
				behind = read_block(r, &s, n->blocks.v[i], end);
		}
	}
}

void
read_documents_before(struct reader *r)
{
	read_notes(r);
	for (size_t i = 0; i < r->sections.n; i++) {
		/* The list of sections does not change here; its entries are copied. */
		struct sketch_section s = r->sections.v[i];
		size_t end;

		if (s.in_contents)
			continue;
		end = section_end(r, i);
		for (size_t b = s.last + 1; b < end;)
			b = read_is_body(r, b) ? read_block(r, &s, b, end) : b + 1;
	}
}
