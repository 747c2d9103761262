/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Versions of one document: each is aligned with one of them, the pivot, and where all the
 * alignments have a boundary the document is cut into segments. What versions state in a segment
 * is compared; a segment that a version does not have is a missing paragraph.
 */
#include <ctype.h>
#include <stdlib.h>

#include "concord/align_priv.h"
#include "text/letters.h"
#include "text/text.h"

#define ABSENT_LENGTH 80 /* code points (of English) below which one may be missing unsaid */

struct document_run {
	struct concord_run run;
	struct concord_document d[DAIS_CONCORD_VERSIONS_MAX];
	size_t n;
	size_t pivot;
	concord_pair_vec pairs[DAIS_CONCORD_VERSIONS_MAX];
	/* A run of segments that the same versions do not have, told as one. */
	unsigned absent;
	size_t absent_paragraphs;
	struct dais_place absent_at[DAIS_CONCORD_VERSIONS_MAX]; /* where it is, or would be */
	bool absent_weighty;
	long offset[DAIS_CONCORD_VERSIONS_MAX]; /* by which numbers of paragraphs have shifted */
};

/* Paragraphs [from, to) of each version. */
struct segment {
	size_t from[DAIS_CONCORD_VERSIONS_MAX];
	size_t to[DAIS_CONCORD_VERSIONS_MAX];
};

struct segment_row {
	const struct document_run *r;
	const struct segment *s;
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
static struct dais_str
words_of(struct dais_str text)
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
	for (size_t i = 0; i < p->unit.n_facts && p->n_keys < UINT16_MAX; i++) {
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
		p->length = (uint32_t)dais_str_count(b->text);
		d->length += p->length;
		if (!dais_map_add(&d->once, words_of(b->text), 1))
			(void)dais_map_add(&d->again, words_of(b->text), 1);
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

static void
collect(struct dais_arena *scratch, const struct document_run *r, size_t v, struct segment_row *s)
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

static bool
has(const struct segment *s, size_t v)
{
	return s->to[v] > s->from[v];
}

static void
compare_facts(struct document_run *r, const struct segment *s)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct segment_row facts = { .r = r, .s = s };
	struct concord_row row = { .n = r->n, .place = place, .ctx = &facts };

	r->run.scratch = scratch;
	for (size_t v = 0; v < r->n; v++) {
		collect(scratch, r, v, &facts);
		row.side[v] = (struct concord_side){ .lang = r->d[v].lang,
			.present = has(s, v),
			.facts = facts.facts[v].v,
			.n_facts = facts.facts[v].n };
	}
	concord_compare_row(&r->run, &row);
}

/* --- numbers of paragraphs --- */

struct numbered {
	bool is;
	long number; /* less the shift of the version */
	struct dais_place place;
};

static size_t
read_numbers(const struct document_run *r, const struct segment *s, struct numbered *v)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct concord_paragraph *p = &r->d[i].paragraphs.v[s->from[i]];

		v[i] = (struct numbered){ 0 };
		if (!has(s, i) || p->unit.mark != CONCORD_MARK_NUMBER)
			continue;
		v[i].is = true;
		v[i].number = p->unit.number;
		v[i].place = dais_flow_place(r->d[i].flow, p->block, 0, p->unit.body);
		n++;
	}
	return n;
}

/* The number most versions have, their shifts taken off. */
static long
agreed_number(const struct document_run *r, const struct numbered *v, size_t *ret_n)
{
	long best = 0;

	*ret_n = 0;
	for (size_t i = 0; i < r->n; i++) {
		size_t n = 0;

		for (size_t k = 0; v[i].is && k < r->n; k++)
			n += v[k].is && v[k].number - r->offset[k] == v[i].number - r->offset[i];
		if (n > *ret_n) {
			*ret_n = n;
			best = v[i].number - r->offset[i];
		}
	}
	return best;
}

static const char *
language(enum dais_lang l)
{
	static const char *const names[DAIS_LANG_COUNT] = { "Arabic", "Chinese", "English",
		"French", "Russian", "Spanish" };

	return names[l];
}

static void
compare_numbers(struct document_run *r, const struct segment *s)
{
	struct numbered v[DAIS_CONCORD_VERSIONS_MAX];
	size_t n = read_numbers(r, s, v), agree;
	long agreed = agreed_number(r, v, &agree);

	/* Two against two say nothing about who is right. */
	if (n < 2 || (n > 2 && agree * 2 <= n))
		return;
	for (size_t i = 0; i < r->n; i++) {
		struct dais_diag *g;

		if (!v[i].is || v[i].number - r->offset[i] == agreed)
			continue;
		r->offset[i] = v[i].number - agreed;
		/* A version that comes back to the numbers of the others is right again. */
		if (r->offset[i] == 0)
			continue;
		g = dais_diags_add(r->run.diags, "R-CONC-02", DAIS_SEVERITY_WARNING, &v[i].place,
		    "the paragraph has number %ld in %s and %ld in the other version%s",
		    v[i].number, language(r->d[i].lang), agreed, n > 2 ? "s" : "");
		for (size_t k = 0; k < r->n; k++) {
			if (k != i && v[k].is && v[k].number - r->offset[k] == agreed)
				dais_diag_add_place(r->run.diags, g, &v[k].place);
		}
	}
}

/* --- paragraphs that are not there --- */

static void
end_absent(struct document_run *r)
{
	unsigned absent = r->absent, there = ((1u << r->n) - 1) & ~absent;
	size_t first = (size_t)__builtin_ctz(there ? there : 1);
	struct dais_diag *g;

	r->absent = 0;
	if (!absent || !r->absent_weighty)
		return;
	/* One that only one version has is an addition of that version. */
	if (__builtin_popcount(there) == 1 && r->n > 2) {
		g = dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING,
		    &r->absent_at[first], "only %s has %zu paragraph%s here",
		    language(r->d[first].lang), r->absent_paragraphs,
		    r->absent_paragraphs == 1 ? "" : "s");
	} else {
		size_t odd = (size_t)__builtin_ctz(absent);

		g = dais_diags_add(r->run.diags, "R-CONC-01", DAIS_SEVERITY_WARNING,
		    &r->absent_at[odd], "%zu paragraph%s of the %s version %s not in %s",
		    r->absent_paragraphs, r->absent_paragraphs == 1 ? "" : "s",
		    language(r->d[first].lang), r->absent_paragraphs == 1 ? "is" : "are",
		    language(r->d[odd].lang));
		for (size_t v = odd + 1; v < r->n; v++) {
			if (absent & 1u << v)
				dais_diag_add_place(r->run.diags, g, &r->absent_at[v]);
		}
	}
	for (size_t v = 0; v < r->n; v++) {
		if (there & 1u << v && !(__builtin_popcount(there) == 1 && r->n > 2))
			dais_diag_add_place(r->run.diags, g, &r->absent_at[v]);
	}
}

static struct dais_place
place_in(const struct document_run *r, const struct segment *s, size_t v)
{
	const struct concord_document *d = &r->d[v];
	size_t at = s->from[v];
	struct dais_place p = { .file = d->flow->file };

	if (at < d->paragraphs.n && has(s, v)) {
		const struct dais_flow_block *b = d->paragraphs.v[at].block;

		return dais_flow_place(d->flow, b, 0, b->text.n < 60 ? b->text.n : 0);
	}
	/* Where it would be: behind the paragraph before. */
	if (at > 0 && d->paragraphs.n) {
		p = dais_flow_place(d->flow, d->paragraphs.v[at - 1].block, 0, 0);
		p.text = DAIS_STR_NONE;
	}
	return p;
}

static bool
is_weighty(const struct document_run *r, const struct segment *s)
{
	for (size_t v = 0; v < r->n; v++) {
		for (size_t i = s->from[v]; i < s->to[v]; i++) {
			const struct concord_paragraph *p = &r->d[v].paragraphs.v[i];
			uint32_t length = r->d[v].lang == DAIS_LANG_ZH ? p->length * 3 : p->length;

			if (p->unit.mark == CONCORD_MARK_NUMBER)
				return true;
			/* What a table repeats in one format is no paragraph of the document. */
			if (length >= ABSENT_LENGTH &&
			    dais_map_get(&r->d[v].again, words_of(p->block->text)) == DAIS_MAP_NONE)
				return true;
		}
	}
	return false;
}

static void
note_absent(struct document_run *r, const struct segment *s, unsigned absent)
{
	size_t paragraphs = 0;

	if (absent != r->absent)
		end_absent(r);
	if (!absent)
		return;
	for (size_t v = 0; v < r->n; v++) {
		size_t n = s->to[v] - s->from[v];

		paragraphs = n > paragraphs ? n : paragraphs;
		if (!r->absent)
			r->absent_at[v] = place_in(r, s, v);
	}
	if (!r->absent) {
		r->absent_paragraphs = 0;
		r->absent_weighty = false;
	}
	r->absent = absent;
	r->absent_paragraphs += paragraphs;
	r->absent_weighty = r->absent_weighty || is_weighty(r, s);
}

static void
compare_segment(struct document_run *r, const struct segment *s)
{
	unsigned absent = 0;
	size_t n = 0;

	for (size_t v = 0; v < r->n; v++) {
		n += has(s, v);
		absent |= has(s, v) ? 0 : 1u << v;
	}
	if (n == 0)
		return;
	note_absent(r, s, absent);
	if (n < 2)
		return;
	compare_numbers(r, s);
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
reach(struct document_run *r, struct cursor *c, size_t to)
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
compare_insertions(struct document_run *r, struct cursor *c, size_t at)
{
	struct segment s = { 0 };

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
compare_segments(struct document_run *r)
{
	struct cursor c[DAIS_CONCORD_VERSIONS_MAX] = { 0 };
	size_t n = r->d[r->pivot].paragraphs.n, at = 0;

	while (at < n) {
		struct segment s = { 0 };
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
	end_absent(r);
}

/* The version with the number of paragraphs in the middle. */
static size_t
choose_pivot(const struct document_run *r)
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
	struct document_run r = { .run = { .opt = opt, .diags = diags }, .n = n };

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
	r.pivot = choose_pivot(&r);
	for (size_t i = 0; i < n; i++) {
		if (i != r.pivot)
			concord_align(a, &r.d[r.pivot], &r.d[i], &r.pairs[i]);
	}
	compare_segments(&r);
	return true;
}
