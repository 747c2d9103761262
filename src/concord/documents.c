/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Versions of one document: each is aligned with one of them, the pivot, and where all the
 * alignments have a boundary the document is cut into segments. What versions state in a segment
 * is compared; a segment that a version does not have is a missing paragraph.
 */
#include <ctype.h>
#include <stdlib.h>

#include "concord/documents_priv.h"
#include "text/letters.h"
#include "text/text.h"

#define KEYS_MAX 64 /* facts of a paragraph that alignment looks at */
#define BESIDE 3 /* paragraphs looked at beside a segment */

struct segment_row {
	const struct concord_documents *r;
	const struct concord_segment *s;
	concord_fact_vec facts[DAIS_CONCORD_VERSIONS_MAX];
	DAIS_VEC(uint32_t) paragraph[DAIS_CONCORD_VERSIONS_MAX]; /* of each fact */
};

/* --- paragraphs --- */

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* @text without the number before it and the stop behind it. */
struct dais_str
concord_words_of(struct dais_str text)
{
	size_t from = 0;

	while (from < text.n) {
		size_t next = from;
		uint32_t folded[2], c = dais_str_decode(text, &next);

		if (dais_scan_fold_letter(c, folded) > 0 || c >= 0x3007)
			break;
		from = next;
	}
	while (text.n > from && ispunct((unsigned char)text.p[text.n - 1]))
		text.n--;
	return dais_str_sub(text, from, text.n);
}

static void
add_keys(struct dais_arena *a, struct concord_document *d, struct concord_paragraph *p)
{
	p->first_key = (uint32_t)d->keys.n;
	for (size_t i = 0; i < p->unit.n_facts && p->n_keys < KEYS_MAX; i++) {
		const struct concord_fact *f = &d->finder.facts.v[p->unit.first + i];

		if (f->strength != CONCORD_SURE)
			continue;
		dais_vec_push(
		    a, &d->keys, f->kind < CONCORD_ORDINAL ? f->key * 31 + f->kind + 1 : f->key);
		p->n_keys++;
	}
	if (p->n_keys > 1)
		qsort(d->keys.v + p->first_key, p->n_keys, sizeof(uint64_t), by_number);
}

static void
add_paragraphs(struct dais_arena *a, struct concord_document *d, bool notes)
{
	for (size_t i = 0; i < d->flow->blocks.n; i++) {
		const struct dais_flow_block *b = &d->flow->blocks.v[i];
		struct concord_paragraph *p;

		if (b->role == DAIS_FLOW_HEADER || b->role == DAIS_FLOW_FOOTER ||
		    (b->role == DAIS_FLOW_NOTE) != notes)
			continue;
		p = dais_vec_add(a, &d->paragraphs);
		p->block = b;
		p->heading = b->role == DAIS_FLOW_HEADING;
		/* A Chinese character has three bytes and says as much as three letters. */
		p->length =
		    (uint32_t)(d->lang == DAIS_LANG_ZH ? b->text.n : dais_str_count(b->text));
		d->length += p->length;
		if (!dais_map_add(&d->once, concord_words_of(b->text), 1))
			(void)dais_map_add(&d->again, concord_words_of(b->text), 1);
		concord_find(&d->finder, b->text, &p->unit);
		add_keys(a, d, p);
	}
}

/* --- a segment --- */

static struct dais_place
place(const struct concord_row *row, size_t v, const struct concord_fact *fact)
{
	const struct segment_row *s = row->ctx;
	const struct concord_document *d = &s->r->d[v];
	const struct dais_flow_block *b;

	if (!fact)
		return dais_flow_place(d->flow, d->paragraphs.v[s->s->from[v]].block, 0, 0);
	b = d->paragraphs.v[s->paragraph[v].v[fact - s->facts[v].v]].block;
	return dais_flow_place(d->flow, b, fact->at, fact->n);
}

/* Whether each version has one paragraph here, all of them in tables or none. */
static bool
is_clean(const struct concord_documents *r, const struct concord_segment *s)
{
	unsigned cells = 0, n = 0;

	for (size_t v = 0; v < r->n; v++) {
		if (!concord_has(s, v))
			continue;
		if (s->to[v] - s->from[v] != 1)
			return false;
		n++;
		cells += r->d[v].paragraphs.v[s->from[v]].block->role == DAIS_FLOW_CELL;
	}
	return cells == 0 || cells == n;
}

static bool
states(const struct concord_document *d, size_t paragraph, const struct concord_fact *f)
{
	const struct concord_unit *u = &d->paragraphs.v[paragraph].unit;

	for (size_t i = 0; i < u->n_facts; i++) {
		const struct concord_fact *g = &d->finder.facts.v[u->first + i];

		if (g->strength > CONCORD_WEAK && concord_space(g) == concord_space(f) &&
		    (g->key == f->key || g->other == f->key))
			return true;
	}
	return false;
}

/* Whether paragraphs of @v just before or behind the segment state @f. */
static bool
is_beside(const struct concord_documents *r, const struct concord_segment *s, size_t v,
    const struct concord_fact *f)
{
	const struct concord_document *d = &r->d[v];

	for (size_t i = 1; i <= BESIDE; i++) {
		if (s->from[v] >= i && states(d, s->from[v] - i, f))
			return true;
		if (s->to[v] + i <= d->paragraphs.n && states(d, s->to[v] + i - 1, f))
			return true;
	}
	return false;
}

/* Formats take tables apart in different ways, and where paragraphs of one version had to be put
 * together, one may have gone to the wrong neighbour. */
static bool
is_doubtful(const struct concord_row *row, size_t v, const struct concord_fact *x,
    const struct concord_fact *y)
{
	const struct segment_row *ctx = row->ctx;
	bool x_beside = is_beside(ctx->r, ctx->s, v, x), y_beside = false;

	for (size_t w = 0; w < row->n; w++)
		y_beside = y_beside || (w != v && is_beside(ctx->r, ctx->s, w, y));
	/* Hours stand beside each other in every timetable, and where it was flattened to text the
	 * halves of the day are lost. */
	if (x->kind == CONCORD_TIME)
		return !is_clean(ctx->r, ctx->s) || (x_beside && y_beside);
	return !is_clean(ctx->r, ctx->s) && (x_beside || y_beside);
}

static void
collect(
    struct dais_arena *scratch, const struct concord_documents *r, size_t v, struct segment_row *s)
{
	const struct concord_document *d = &r->d[v];

	for (size_t i = s->s->from[v]; i < s->s->to[v]; i++) {
		const struct concord_unit *u = &d->paragraphs.v[i].unit;

		for (size_t k = 0; k < u->n_facts; k++) {
			dais_vec_push(scratch, &s->facts[v], d->finder.facts.v[u->first + k]);
			dais_vec_push(scratch, &s->paragraph[v], (uint32_t)i);
		}
	}
}

static void
compare_facts(struct concord_documents *r, const struct concord_segment *s)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct segment_row facts = { .r = r, .s = s };
	struct concord_row row = {
		.n = r->n, .place = place, .is_doubtful = is_doubtful, .ctx = &facts
	};

	r->run.scratch = scratch;
	for (size_t v = 0; v < r->n; v++) {
		collect(scratch, r, v, &facts);
		row.side[v] = (struct concord_side){ .lang = r->d[v].lang,
			.present = concord_has(s, v),
			.facts = facts.facts[v].v,
			.n_facts = facts.facts[v].n };
	}
	concord_compare_row(&r->run, &row);
}

static void
compare_segment(struct concord_documents *r, const struct concord_segment *s)
{
	unsigned absent = 0;
	size_t n = 0;

	for (size_t v = 0; v < r->n; v++) {
		n += concord_has(s, v);
		absent |= concord_has(s, v) ? 0 : 1u << v;
	}
	if (n == 0)
		return;
	concord_note_absent(r, s, absent);
	if (n < 2 || r->gathers)
		return;
	concord_compare_numbers(r, s);
	compare_facts(r, s);
}

/* --- segments --- */

/* Where an alignment stands. */
struct cursor {
	size_t pair;
	size_t at; /* of the other version */
};

/* Moves @c over pairs that begin before paragraph @to of the pivot; true when a pair ends
 * exactly there. */
static bool
advance(const concord_pair_vec *pairs, struct cursor *c, size_t to)
{
	size_t end = 0;

	while (c->pair < pairs->n && pairs->v[c->pair].n &&
	       pairs->v[c->pair].from + pairs->v[c->pair].n <= to) {
		c->at = pairs->v[c->pair].to + pairs->v[c->pair].m;
		c->pair++;
	}
	end = c->pair < pairs->n ? pairs->v[c->pair].from : to;
	return end >= to;
}

/* Moves @c over paragraphs that the pivot does not have. */
static void
pass_insertions(const concord_pair_vec *pairs, struct cursor *c)
{
	while (c->pair < pairs->n && pairs->v[c->pair].n == 0) {
		c->at = pairs->v[c->pair].to + pairs->v[c->pair].m;
		c->pair++;
	}
}

/* A pair that merges goes beyond @to: paragraphs inserted before the boundary are passed with
 * the segment. */
static bool
reach(struct concord_documents *r, struct cursor *c, size_t to)
{
	bool all = true;

	for (size_t v = 0; v < r->n; v++) {
		if (v == r->pivot)
			continue;
		for (;;) {
			bool there = advance(&r->pairs[v], &c[v], to);

			if (c[v].pair < r->pairs[v].n && r->pairs[v].v[c[v].pair].n == 0 &&
			    r->pairs[v].v[c[v].pair].from < to) {
				pass_insertions(&r->pairs[v], &c[v]);
				continue;
			}
			all = all && there;
			break;
		}
	}
	return all;
}

static void
compare_insertions(struct concord_documents *r, struct cursor *c, size_t at)
{
	struct concord_segment s = { 0 };

	for (size_t v = 0; v < r->n; v++) {
		s.from[v] = s.to[v] = at;
		if (v == r->pivot)
			continue;
		s.from[v] = c[v].at;
		pass_insertions(&r->pairs[v], &c[v]);
		s.to[v] = c[v].at;
	}
	compare_segment(r, &s);
}

static void
compare_segments(struct concord_documents *r)
{
	struct cursor c[DAIS_CONCORD_VERSIONS_MAX] = { 0 };
	size_t n = r->d[r->pivot].paragraphs.n, at = 0;

	while (at < n) {
		struct concord_segment s = { 0 };
		size_t to = at + 1;

		compare_insertions(r, c, at);
		for (size_t v = 0; v < r->n; v++)
			s.from[v] = c[v].at;
		while (!reach(r, c, to) && to < n)
			to++;
		s.from[r->pivot] = at;
		s.to[r->pivot] = to;
		for (size_t v = 0; v < r->n; v++) {
			if (v != r->pivot)
				s.to[v] = c[v].at;
		}
		compare_segment(r, &s);
		at = to;
	}
	compare_insertions(r, c, at);
	concord_end_absent(r);
}

/* The version with the number of paragraphs in the middle. */
static size_t
choose_pivot(const struct concord_documents *r)
{
	for (size_t v = 0; v < r->n; v++) {
		size_t less = 0, same = 0;

		for (size_t w = 0; w < r->n; w++) {
			less += r->d[w].paragraphs.n < r->d[v].paragraphs.n;
			same += r->d[w].paragraphs.n == r->d[v].paragraphs.n;
		}
		if (less <= r->n / 2 && less + same > r->n / 2)
			return v;
	}
	return 0;
}

bool
dais_concord_documents(struct dais_arena *a, const struct dais_concord_version *v, size_t n,
    const struct dais_concord_options *opt, struct dais_diags *diags, struct dais_err *err)
{
	struct concord_documents r = { .arena = a, .run = { .opt = opt, .diags = diags }, .n = n };
	enum dais_lang langs[DAIS_CONCORD_VERSIONS_MAX];
	struct dais_str files[DAIS_CONCORD_VERSIONS_MAX];

	if (n < 2 || n > DAIS_CONCORD_VERSIONS_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "two to %d versions can be compared, not %zu", DAIS_CONCORD_VERSIONS_MAX, n);
	for (size_t i = 0; i < n; i++) {
		struct concord_document *d = &r.d[i];

		d->lang = v[i].lang;
		d->flow = v[i].flow;
		dais_map_init(&d->once, a);
		dais_map_init(&d->again, a);
		concord_finder_init(&d->finder, a, d->lang);
		/* Notes stand wherever the format puts them, but always in one order. */
		add_paragraphs(a, d, false);
		add_paragraphs(a, d, true);
		concord_finder_release(&d->finder);
	}
	for (size_t i = 0; i < n; i++) {
		langs[i] = v[i].lang;
		files[i] = v[i].flow->file;
	}
	concord_name_versions(&r.run, langs, files, n);
	r.pivot = choose_pivot(&r);
	for (size_t i = 0; i < n; i++) {
		if (i != r.pivot)
			concord_align(a, &r.d[r.pivot], &r.d[i], &r.pairs[i]);
	}
	r.gathers = true;
	compare_segments(&r);
	concord_find_moved(&r);
	r.gathers = false;
	compare_segments(&r);
	return true;
}
