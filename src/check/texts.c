/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * All words of a record, collected once: names and titles with their place in meeting.yaml, prose
 * with its place in text/<lang>.md, and each block as it will be printed.
 */
#include "base/buf.h"
#include "check/check_priv.h"

static void
add_ml(struct dais_check *c, enum check_text_kind kind, const struct dais_ml *ml,
    struct dais_origin at)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		struct check_text *t;

		if (!ml->in[l].n)
			continue;
		t = dais_vec_add(c->a, &c->texts);
		t->kind = kind;
		t->lang = (enum dais_lang)l;
		t->s = ml->in[l];
		t->place = dais_check_place_yaml(c, at, t->s);
	}
}

static void
add_span(struct dais_check *c, enum dais_lang l, const struct dais_annotation *n,
    const struct dais_block *b, const struct dais_span *span)
{
	struct check_text t = { .lang = l, .span = span, .annotation = n };

	t.kind = span->kind == DAIS_SPAN_TEXT ? CHECK_TYPED : CHECK_LINK;
	t.s = span->text;
	if (span->kind == DAIS_SPAN_REF) {
		t.kind = CHECK_WORDS;
		t.s = span->ref.words;
	}
	if (!t.s.n)
		return;
	t.place = dais_check_place_text(c, l, span->line ? span->line : b->line, span->column, t.s);
	dais_vec_push(c->a, &c->texts, t);
}

static void
put_ref(struct dais_check *c, const struct check_para *p, const struct dais_ref *ref,
    struct dais_buf *b)
{
	struct dais_prose_place at = { c->r, p->lang, p->annotation->body };
	struct dais_said said;

	if (dais_str_is(ref->kind, "schedule"))
		return;
	if (dais_prose_say(&at, ref, c->a, &said))
		dais_buf_put(b, said.text);
}

static void
add_para(struct dais_check *c, enum dais_lang l, const struct dais_annotation *n,
    const struct dais_block *block)
{
	struct check_para p = { .lang = l, .annotation = n, .block = block };
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < block->spans.n; i++) {
		const struct dais_span *span = &block->spans.v[i];

		dais_vec_push(c->a, &p.starts, b.n);
		if (span->kind == DAIS_SPAN_REF)
			put_ref(c, &p, &span->ref, &b);
		else if (span->kind == DAIS_SPAN_BREAK)
			dais_buf_put_char(&b, ' ');
		else
			dais_buf_put(&b, span->text);
		add_span(c, l, n, block, span);
	}
	p.text = dais_buf_dup(&b, c->a);
	dais_vec_push(c->a, &c->paras, p);
}

void
dais_check_collect(struct dais_check *c)
{
	const struct dais_record *r = c->r;

	for (size_t i = 0; i < r->bodies.n; i++) {
		add_ml(c, CHECK_NAME, &r->bodies.v[i].name, r->bodies.v[i].origin);
		add_ml(c, CHECK_NAME, &r->bodies.v[i].short_name, r->bodies.v[i].origin);
		add_ml(c, CHECK_NAME, &r->bodies.v[i].of, r->bodies.v[i].origin);
		add_ml(c, CHECK_NAME, &r->bodies.v[i].to, r->bodies.v[i].origin);
	}
	for (size_t i = 0; i < r->meetings.n; i++) {
		add_ml(c, CHECK_NAME, &r->meetings.v[i].place, r->meetings.v[i].origin);
		add_ml(c, CHECK_NAME, &r->meetings.v[i].room, r->meetings.v[i].origin);
	}
	for (size_t i = 0; i < r->items.n; i++)
		add_ml(c, CHECK_TITLE, &r->items.v[i].title, r->items.v[i].origin);
	for (size_t i = 0; i < r->mandates.n; i++)
		add_ml(c, CHECK_TITLE, &r->mandates.v[i].title, r->mandates.v[i].origin);
	for (size_t i = 0; i < r->documents.n; i++)
		add_ml(c, CHECK_TITLE, &r->documents.v[i].title, r->documents.v[i].origin);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t i = 0; i < r->annotations[l].n; i++) {
			const struct dais_annotation *n = &r->annotations[l].v[i];

			for (size_t b = 0; b < n->prose.blocks.n; b++)
				add_para(c, (enum dais_lang)l, n, &n->prose.blocks.v[b]);
		}
	}
}

bool
dais_check_refers(const struct dais_annotation *n, const char *kind, struct dais_str argument)
{
	for (size_t b = 0; b < n->prose.blocks.n; b++) {
		const struct dais_block *block = &n->prose.blocks.v[b];

		for (size_t i = 0; i < block->spans.n; i++) {
			const struct dais_span *span = &block->spans.v[i];

			if (span->kind == DAIS_SPAN_REF && dais_str_is(span->ref.kind, kind) &&
			    (!argument.n || dais_str_eq(span->ref.argument, argument)))
				return true;
		}
	}
	return false;
}

bool
dais_check_contains(struct dais_check *c, struct dais_str s, const char *word)
{
	return dais_str_find(dais_text_fold(c->a, s), dais_text_fold(c->a, dais_str_from(word)),
		   0) != SIZE_MAX;
}

const char *
dais_check_first_word(
    struct dais_check *c, struct dais_str s, enum check_words what, enum dais_lang l)
{
	for (const char *const *word = dais_check_lists[what][l]; *word; word++) {
		if (dais_check_contains(c, s, *word))
			return *word;
	}
	return NULL;
}

bool
dais_check_is_space(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r';
}
