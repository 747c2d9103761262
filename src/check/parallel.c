/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-TXT-10: the language versions have the same sections, blocks and references. The order of
 * references inside a block is the language's own affair.
 */
#include "check/check_priv.h"

struct versions {
	enum dais_lang ref, other;
	const struct dais_annotation *x, *y; /* in ref, in other */
};

static struct dais_place
heading(struct dais_check *c, enum dais_lang l, const struct dais_annotation *n)
{
	return dais_check_place_text(c, l, n->line, 1, DAIS_STR_NONE);
}

/* References of a block are compared by what they stand for. */
static bool
same_ref(const struct dais_ref *x, const struct dais_ref *y)
{
	bool names = (dais_str_is(x->kind, "body") || dais_str_is(x->kind, "short")) &&
		     (dais_str_is(y->kind, "body") || dais_str_is(y->kind, "short"));

	return (names || dais_str_eq(x->kind, y->kind)) && dais_str_eq(x->argument, y->argument) &&
	       dais_str_eq(x->argument2, y->argument2) && dais_str_eq(x->body, y->body);
}

static size_t
count_ref(const struct dais_block *b, const struct dais_ref *ref)
{
	size_t n = 0;

	for (size_t i = 0; i < b->spans.n; i++)
		n += b->spans.v[i].kind == DAIS_SPAN_REF && same_ref(&b->spans.v[i].ref, ref);
	return n;
}

/* Bodies are named as often as a language needs; facts must be there, once or more. */
static bool
is_missing(const struct dais_block *in, const struct dais_ref *ref, size_t want)
{
	size_t have = count_ref(in, ref);

	if (dais_str_is(ref->kind, "body") || dais_str_is(ref->kind, "short"))
		return have == 0;
	return have < want;
}

static void
check_refs(struct dais_check *c, const struct versions *v, size_t b)
{
	const struct dais_block *x = &v->x->prose.blocks.v[b], *y = &v->y->prose.blocks.v[b];

	for (unsigned side = 0; side < 2; side++) {
		const struct dais_block *from = side ? y : x, *to = side ? x : y;

		for (size_t i = 0; i < from->spans.n; i++) {
			const struct dais_ref *ref = &from->spans.v[i].ref;
			struct dais_place p, q;
			struct dais_diag *g;

			if (from->spans.v[i].kind != DAIS_SPAN_REF ||
			    !is_missing(to, ref, count_ref(from, ref)))
				continue;
			p = dais_check_place_text(c, v->other, y->line, 1, ref->source);
			q = dais_check_place_text(c, v->ref, x->line, 1, ref->source);
			g = dais_check_say_at(c, &p,
			    "the %s paragraph has the reference \"%.*s %.*s\", the %s one has not",
			    dais_check_language(c, side ? v->other : v->ref),
			    DAIS_STR_ARG(ref->kind), DAIS_STR_ARG(ref->argument),
			    dais_check_language(c, side ? v->ref : v->other));
			dais_check_also(c, g, &q);
			dais_check_hint(c, g, "the versions of a document state the same facts");
			return;
		}
	}
}

static void
check_blocks(struct dais_check *c, const struct versions *v)
{
	size_t n = v->x->prose.blocks.n, m = v->y->prose.blocks.n;
	struct dais_place p = heading(c, v->other, v->y);

	if (n != m) {
		dais_check_hint(c,
		    dais_check_say_at(c, &p, "the annotation of %.*s has %zu paragraphs, %zu in %s",
			DAIS_STR_ARG(dais_check_item(c, v->y->item, v->y->body)), m, n,
			dais_check_language(c, v->ref)),
		    "the versions of a document have the same paragraphs");
		return;
	}
	for (size_t b = 0; b < n; b++) {
		const struct dais_block *x = &v->x->prose.blocks.v[b],
					*y = &v->y->prose.blocks.v[b];

		if (x->kind == y->kind && x->level == y->level) {
			check_refs(c, v, b);
			continue;
		}
		p = dais_check_place_text(c, v->other, y->line, 1, DAIS_STR_NONE);
		dais_check_hint(c,
		    dais_check_say_at(c, &p, "this block is of another kind than in %s (line %u)",
			dais_check_language(c, v->ref), x->line),
		    "headings, list items and paragraphs agree in all versions");
	}
}

static const struct dais_annotation *
find_same(const struct dais_record *r, enum dais_lang l, const struct dais_annotation *n)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		if (r->annotations[l].v[i].item == n->item &&
		    r->annotations[l].v[i].body == n->body)
			return &r->annotations[l].v[i];
	}
	return NULL;
}

static void
check_language(struct dais_check *c, enum dais_lang ref, enum dais_lang other)
{
	const struct dais_annotation *last = NULL;

	for (size_t i = 0; i < c->r->annotations[ref].n; i++) {
		struct versions v = { ref, other, &c->r->annotations[ref].v[i], NULL };
		struct dais_place p = dais_check_place_text(c, other, 0, 0, DAIS_STR_NONE);

		v.y = find_same(c->r, other, v.x);
		if (!v.y) {
			dais_check_file_hint(c,
			    dais_check_say_at(c, &p, "the section on %.*s is missing in %s",
				DAIS_STR_ARG(dais_check_item(c, v.x->item, v.x->body)),
				dais_check_language(c, other)),
			    "it stands in text/%s.md, line %u", dais_lang_code(ref), v.x->line);
			continue;
		}
		p = heading(c, other, v.y);
		if (last && v.y < last)
			dais_check_file_hint(c,
			    dais_check_say_at(c, &p,
				"the sections are not in the order of text/%s.md",
				dais_lang_code(ref)),
			    "all versions have the same order");
		last = v.y;
		check_blocks(c, &v);
	}
	for (size_t i = 0; i < c->r->annotations[other].n; i++) {
		const struct dais_annotation *n = &c->r->annotations[other].v[i];
		struct dais_place p = heading(c, other, n);

		if (!find_same(c->r, ref, n))
			dais_check_file_hint(c,
			    dais_check_say_at(c, &p, "the section on %.*s is missing in %s",
				DAIS_STR_ARG(dais_check_item(c, n->item, n->body)),
				dais_check_language(c, ref)),
			    "add it to text/%s.md", dais_lang_code(ref));
	}
}

void
dais_check_txt_10(struct dais_check *c) /* R-TXT-10 */
{
	enum dais_lang ref = dais_check_reference(c->r);

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (l != (unsigned)ref && (c->r->languages & DAIS_LANG_BIT(l)))
			check_language(c, ref, (enum dais_lang)l);
	}
}
