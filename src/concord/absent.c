/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs that a version does not have, told once for a run of them; one that stands elsewhere
 * is told as such. For that the runs are gathered first, and told when the versions are gone
 * through again.
 */
#include <string.h>

#include "base/err.h"
#include "concord/documents_priv.h"
#include "text/message.h"

#define ABSENT_LENGTH 80u /* code points below which a paragraph may be missing unsaid */
#define SHOWN_LENGTH 60u  /* code points of a paragraph that are shown */
#define AHEAD_MAX 500u    /* runs among which another place of a paragraph is looked for */

/* --- what is told --- */

/* The paragraphs in question, for a message: their words, or how many there are. */
static struct dais_str
describe(const struct concord_documents *r, const struct concord_absence *b, size_t v)
{
	const struct dais_diags *d = r->run.diags;

	if (b->paragraphs > 1)
		return dais_text_message(d->arena, d->lang, "%zu paragraphs", b->paragraphs);
	return dais_text_message(
	    d->arena, d->lang, "the paragraph \"%.*s\"", DAIS_STR_ARG(b->at[v].text));
}

static void
tell_addition(struct concord_documents *r, const struct concord_absence *b, size_t v)
{
	(void)dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING, &b->at[v],
	    "only %.*s has %.*s", DAIS_STR_ARG(r->run.names[v]), DAIS_STR_ARG(describe(r, b, v)));
}

static void
add_places(
    struct concord_documents *r, struct dais_diag *g, const struct concord_absence *b, unsigned set)
{
	for (size_t v = 0; v < r->n; v++) {
		if (set & 1u << v)
			dais_diag_add_place(r->run.diags, g, &b->at[v]);
	}
}

static void
tell_gap(struct concord_documents *r, const struct concord_absence *b, unsigned there)
{
	size_t gap = (size_t)__builtin_ctz(b->absent), first = (size_t)__builtin_ctz(there);
	struct dais_diag *g =
	    dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING, &b->at[gap],
		b->paragraphs == 1 ? "%.*s of %.*s is not in %.*s" : "%.*s of %.*s are not in %.*s",
		DAIS_STR_ARG(describe(r, b, first)), DAIS_STR_ARG(r->run.names[first]),
		DAIS_STR_ARG(r->run.names[gap]));

	add_places(r, g, b, b->absent & ~(1u << gap));
	add_places(r, g, b, there);
}

/* @b is told where it comes first; @c is its other place. */
static void
tell_moved(
    struct concord_documents *r, const struct concord_absence *b, const struct concord_absence *c)
{
	size_t first = (size_t)__builtin_ctz(c->absent), gap = (size_t)__builtin_ctz(b->absent);
	struct dais_diag *g =
	    dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING, &c->at[gap],
		"%.*s of %.*s stands elsewhere in %.*s", DAIS_STR_ARG(describe(r, b, first)),
		DAIS_STR_ARG(r->run.names[first]), DAIS_STR_ARG(r->run.names[gap]));

	add_places(r, g, b, c->absent);
}

static unsigned
all_versions(const struct concord_documents *r)
{
	return (1u << r->n) - 1;
}

static void
tell(struct concord_documents *r, const struct concord_absence *b)
{
	unsigned there = all_versions(r) & ~b->absent;

	if (!there || !b->weighty || b->is_note_moved)
		return;
	if (b->other && b->other > b)
		tell_moved(r, b, b->other);
	/* What one version of several has alone is an addition; of two, nobody knows. */
	else if (!b->other && __builtin_popcount(there) == 1 && r->n > 2)
		tell_addition(r, b, (size_t)__builtin_ctz(there));
	else if (!b->other)
		tell_gap(r, b, there);
}

void
concord_end_absent(struct concord_documents *r)
{
	if (!r->absence.absent)
		return;
	/* The second time the same runs come in the same order. */
	DAIS_ASSERT(r->gathers || r->n_told < r->absences.n);
	if (r->gathers)
		dais_vec_push(r->arena, &r->absences, r->absence);
	else
		tell(r, &r->absences.v[r->n_told++]);
	r->absence.absent = 0;
}

/* --- paragraphs that stand elsewhere --- */

/* Whether @p is of the foot of a page, and stands wherever that falls. */
static bool
is_note(const struct concord_paragraph *p)
{
	struct dais_str s = p->block->text;

	return p->block->role == DAIS_FLOW_NOTE || dais_str_has_prefix(s, DAIS_STR("*")) ||
	       dais_str_has_prefix(s, DAIS_STR("†")) || dais_str_has_prefix(s, DAIS_STR("‡"));
}

/* Whether @p of @x and @q of @y may be the same: the same sure facts, and as long as is usual. */
static bool
may_be_same(const struct concord_document *x, const struct concord_paragraph *p,
    const struct concord_document *y, const struct concord_paragraph *q)
{
	double long_x = (double)p->length * (double)y->length;
	double long_y = (double)q->length * (double)x->length;

	return p->unit.mark == q->unit.mark && p->n_keys == q->n_keys && is_note(p) == is_note(q) &&
	       long_x < 1.6 * long_y && long_y < 1.6 * long_x &&
	       (!p->n_keys || memcmp(x->keys.v + p->first_key, y->keys.v + q->first_key,
				  p->n_keys * sizeof(*x->keys.v)) == 0);
}

static bool
is_alone(const struct concord_absence *b)
{
	return b->weighty && b->paragraphs == 1 && !b->other;
}

/* Of notes, and of what states facts: of others nobody can tell. */
static bool
is_same(const struct concord_documents *r, const struct concord_absence *b,
    const struct concord_absence *c)
{
	size_t v = (size_t)__builtin_ctz(c->absent), w = (size_t)__builtin_ctz(b->absent);
	const struct concord_paragraph *p = b->first[v], *q = c->first[w];

	return b->absent == (all_versions(r) & ~c->absent) && p && q && (p->n_keys || is_note(p)) &&
	       may_be_same(&r->d[v], p, &r->d[w], q);
}

void
concord_find_moved(struct concord_documents *r)
{
	for (size_t i = 0; i < r->absences.n; i++) {
		struct concord_absence *b = &r->absences.v[i];

		for (size_t k = i + 1; k < r->absences.n && k - i < AHEAD_MAX && is_alone(b); k++) {
			struct concord_absence *c = &r->absences.v[k];

			if (!is_alone(c) || !is_same(r, b, c))
				continue;
			b->other = c;
			c->other = b;
			b->is_note_moved = c->is_note_moved =
			    is_note(b->first[__builtin_ctz(c->absent)]);
		}
	}
}

/* --- what is not there --- */

/* The first words of @text. */
static size_t
first_words(struct dais_str text)
{
	size_t at = 0, last = 0;

	for (unsigned n = 0; at < text.n && n < SHOWN_LENGTH; n++) {
		if (text.p[at] == ' ')
			last = at;
		(void)dais_str_decode(text, &at);
	}
	return at >= text.n || last == 0 ? at : last;
}

static struct dais_place
place_in(const struct concord_documents *r, const struct concord_segment *s, size_t v)
{
	const struct concord_document *d = &r->d[v];
	size_t at = s->from[v];
	struct dais_place p = { .file = d->flow->file };

	if (at < d->paragraphs.n && concord_has(s, v)) {
		const struct dais_flow_block *b = d->paragraphs.v[at].block;

		return dais_flow_place(d->flow, b, 0, first_words(b->text));
	}
	/* Where it would be: behind the paragraph before. */
	if (at > 0 && d->paragraphs.n) {
		p = dais_flow_place(d->flow, d->paragraphs.v[at - 1].block, 0, 0);
		p.text = DAIS_STR_NONE;
	}
	return p;
}

static bool
is_weighty(const struct concord_documents *r, const struct concord_segment *s)
{
	for (size_t v = 0; v < r->n; v++) {
		for (size_t i = s->from[v]; i < s->to[v]; i++) {
			const struct concord_paragraph *p = &r->d[v].paragraphs.v[i];

			if (p->unit.mark == CONCORD_MARK_NUMBER)
				return true;
			/* What a table repeats in one format is no paragraph of the document. */
			if (p->length >= ABSENT_LENGTH &&
			    dais_map_get(&r->d[v].again, concord_words_of(p->block->text)) ==
				DAIS_MAP_NONE)
				return true;
		}
	}
	return false;
}

void
concord_note_absent(struct concord_documents *r, const struct concord_segment *s, unsigned absent)
{
	struct concord_absence *b = &r->absence;
	size_t paragraphs = 0;

	if (absent != b->absent)
		concord_end_absent(r);
	if (!absent)
		return;
	if (!b->absent)
		*b = (struct concord_absence){ .absent = absent };
	for (size_t v = 0; v < r->n; v++) {
		size_t n = s->to[v] - s->from[v];

		paragraphs = n > paragraphs ? n : paragraphs;
		if (b->paragraphs)
			continue;
		b->at[v] = place_in(r, s, v);
		b->first[v] = n ? &r->d[v].paragraphs.v[s->from[v]] : NULL;
	}
	b->paragraphs += paragraphs;
	b->weighty = b->weighty || is_weighty(r, s);
}
