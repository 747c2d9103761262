/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines by total fit (after Knuth and Plass): of all ways to break a paragraph the one with the
 * least sum of squared badness. A window of possible line starts moves along the items, so the
 * work grows with the text times the few breaks a line can end at.
 */
#include <math.h>
#include <stdlib.h>

#include <unicode/ubidi.h>

#include "write/pdf/lines.h"

/* Spaces at most this many stretches wider, else the line is ragged. Without hyphenation a high
 * limit is needed, in Russian most of all; ideographs must not be spaced like titles. */
#define RATIO_MAX 10.0
#define RATIO_MAX_CHINESE 5.0
#define PENALTY_HYPHEN 60.0
#define PENALTY_URL 250.0
#define SHORT_LAST 0.18 /* a last line shorter than this part of the width is avoided */

/* A place to break: before item @item. Sums count the items before it. */
struct node {
	uint32_t item; /* first item of the next line */
	uint32_t end; /* end of the line before, without its white space */
	double w, s, k; /* sums up to @item */
	double ew, es, ek; /* sums up to @end, without white space after the last box */
	double demerits; /* best way to here */
	double penalty;
	uint32_t from; /* node before on that way */
	bool forced;
};

struct dais_setter *
dais_setter_new(struct dais_arena *a, struct dais_fonts *fonts, enum dais_lang lang)
{
	struct dais_setter *t = DAIS_NEW(a, struct dais_setter);

	t->arena = a;
	t->lang = lang;
	t->family = lang == DAIS_LANG_AR   ? DAIS_FONT_ARABIC
		    : lang == DAIS_LANG_ZH ? DAIS_FONT_CHINESE
					   : DAIS_FONT_LATIN;
	t->shaper = dais_shaper_new(a, fonts, lang);
	dais_buf_init(&t->u16, DAIS_BUF_MAX);
	dais_buf_init(&t->levels, DAIS_BUF_MAX);
	dais_buf_init(&t->nodes, DAIS_BUF_MAX);
	return t;
}

void
dais_setter_free(struct dais_setter *t)
{
	if (!t)
		return;
	dais_buf_release(&t->u16);
	dais_buf_release(&t->levels);
	dais_buf_release(&t->nodes);
	if (t->bidi)
		ubidi_close(t->bidi);
	dais_shaper_free(t->shaper);
}

static double
ratio_max(const struct dais_para *p)
{
	return p->chinese ? RATIO_MAX_CHINESE : RATIO_MAX;
}

static struct node *
add_node(struct dais_setter *t)
{
	struct node *n = dais_buf_extend(&t->nodes, sizeof(*n));

	DAIS_ASSERT(n);
	*n = (struct node){ .demerits = INFINITY };
	return n;
}

/* Lists the places where a line may begin, the paragraph's start and end among them. */
static size_t
find_nodes(struct dais_setter *t, const struct dais_para *p)
{
	const struct dais_item *v = dais_para_items(p);
	double w = 0, s = 0, k = 0, ew = 0, es = 0, ek = 0;
	uint32_t end = 0;
	size_t n = 1;

	dais_buf_clear(&t->nodes);
	/* The indent is width the first line has before its first item. */
	*add_node(t) = (struct node){ .w = -p->style.indent, .forced = true };
	for (uint32_t i = 0; i < p->n_items; i++) {
		const struct dais_item *it = &v[i];
		bool last = i + 1 == p->n_items;
		if (it->kind == DAIS_ITEM_BOX) {
			ew = w + (double)(it->word->width * it->size);
			es = s;
			ek = k;
			end = i + 1;
		}
		w += (double)it->width;
		s += (double)it->stretch;
		k += (double)it->shrink;
		if (!it->break_after && it->kind != DAIS_ITEM_NEWLINE && !last)
			continue;
		*add_node(t) = (struct node){ .item = i + 1,
			.end = end,
			.w = w,
			.s = s,
			.k = k,
			.ew = ew,
			.es = es,
			.ek = ek,
			.demerits = INFINITY,
			.forced = last || it->kind == DAIS_ITEM_NEWLINE,
			.penalty = it->break_after == DAIS_BREAK_HYPHEN ? PENALTY_HYPHEN
				   : it->break_after == DAIS_BREAK_URL  ? PENALTY_URL
									: 0 };
		n++;
	}
	return n;
}

/* How much the line from @a to @b stretches (> 0) or shrinks (< -1: too long). */
static double
fit(const struct node *a, const struct node *b, double width)
{
	double left = width - (b->ew - a->w);

	if (left >= -0.01)
		return left <= 0 ? 0 : left / fmax(b->es - a->s, 0.5);
	return left / fmax(b->ek - a->k, 0.001);
}

static double
demerits(const struct dais_para *p, const struct node *a, const struct node *b, bool is_last)
{
	double r = fit(a, b, p->width), bad;

	if (r < -1)
		return INFINITY;
	if (p->style.align != DAIS_ALIGN_JUSTIFY) {
		double left = p->width - (b->ew - a->w);
		if (r < 0)
			return INFINITY;
		/* Ragged lines: even ends, and no line more than the text needs. */
		bad = (!b->forced                                ? 30
			  : a->item == 0                         ? 0
			  : p->style.font_style & DAIS_FONT_BOLD ? 22
								 : 8) *
		      (left / p->width);
		return 10 + bad * bad + b->penalty;
	}
	if (b->forced && r > 0) {
		bool stub = is_last && b->ew - a->w < p->width * SHORT_LAST && a->item > 0;
		return stub ? 4000 : 100;
	}
	r = fabs(r);
	bad = 100 * r * r * r;
	if (r > ratio_max(p))
		bad *= 4;
	return (10 + bad) * (10 + bad) + b->penalty * b->penalty;
}

/* Finds the best way to each node. */
static void
search(const struct dais_para *p, struct node *v, size_t n)
{
	size_t active = 0;

	for (size_t j = 1; j < n; j++) {
		/* Line starts from which this place is too far are too far for all that follow. */
		while (active + 1 < j && fit(&v[active], &v[j], p->width) < -1)
			active++;
		for (size_t i = active; i < j; i++) {
			double d = v[i].demerits + demerits(p, &v[i], &v[j], j + 1 == n);
			if (d < v[j].demerits) {
				v[j].demerits = d;
				v[j].from = (uint32_t)i;
			}
			/* Starts still nearer give only emptier lines. */
			if (i > active && !v[j].forced && isfinite(v[j].demerits) &&
			    fit(&v[i], &v[j], p->width) > 2 * ratio_max(p))
				break;
		}
		if (!isfinite(v[j].demerits)) { /* one word wider than the line */
			v[j].demerits = v[j - 1].demerits + 1e9;
			v[j].from = (uint32_t)(j - 1);
		}
		if (v[j].forced)
			active = j;
	}
}

static void
set_line(struct dais_para *p, struct dais_line *l, const struct node *a, const struct node *b)
{
	double r = fit(a, b, p->width), w = b->ew - a->w;

	*l = (struct dais_line){
		.first = a->item, .end = b->end > a->item ? b->end : a->item, .next = b->item
	};
	if (l->end == l->first)
		w = 0;
	else if (r < 0) {
		r = fmax(r, -1);
		l->ratio = (float)r;
		w += r * (b->ek - a->k);
	} else if (p->style.align == DAIS_ALIGN_JUSTIFY && !b->forced && r <= ratio_max(p)) {
		l->ratio = (float)r;
		w += r * (b->es - a->s);
	}
	l->width = (float)w;
}

/* Fills p->lines (lines.c). */
static void
break_lines(struct dais_setter *t, struct dais_para *p)
{
	size_t n = find_nodes(t, p), lines = 0;
	struct node *v = (struct node *)(void *)t->nodes.p;
	struct dais_line *l;

	dais_buf_clear(&p->lines);
	if (n > 1)
		search(p, v, n);
	for (size_t j = n - 1; j > 0; j = v[j].from)
		lines++;
	p->n_lines = lines ? lines : 1;
	l = dais_buf_extend(&p->lines, p->n_lines * sizeof(*l));
	DAIS_ASSERT(l);
	if (lines == 0)
		l[0] = (struct dais_line){ .first = 0 };
	for (size_t j = n - 1; j > 0; j = v[j].from)
		set_line(p, &l[--lines], &v[v[j].from], &v[j]);
}

static void
release_para(void *ptr)
{
	struct dais_para *p = ptr;

	dais_buf_release(&p->text);
	dais_buf_release(&p->items);
	dais_buf_release(&p->lines);
}

static struct dais_para *
take_para(struct dais_setter *t)
{
	struct dais_para *p = t->free;

	if (p) {
		t->free = p->next_free;
		p->next_free = NULL;
		return p;
	}
	p = DAIS_NEW(t->arena, struct dais_para);
	dais_buf_init(&p->text, DAIS_BUF_MAX);
	dais_buf_init(&p->items, DAIS_BUF_MAX);
	dais_buf_init(&p->lines, DAIS_BUF_MAX);
	dais_arena_defer(t->arena, release_para, p);
	return p;
}

static void
set(struct dais_setter *t, struct dais_para *p, const struct dais_para_style *st, double width)
{
	p->style = *st;
	p->width = width;
	p->rtl = dais_lang_is_rtl(t->lang) && !dais_para_is_latin(p);
	p->chinese = t->lang == DAIS_LANG_ZH;
	p->open_run = UINT32_MAX;
	dais_para_itemize(t, p);
	break_lines(t, p);
}

struct dais_para *
dais_para_make(struct dais_setter *t, const struct dais_run *runs, size_t n,
    const struct dais_para_style *st, double width)
{
	struct dais_para *p = take_para(t);

	p->runs = runs;
	p->n_runs = n;
	set(t, p, st, width);
	return p;
}

struct dais_para *
dais_para_string(
    struct dais_setter *t, struct dais_str s, const struct dais_para_style *st, double width)
{
	struct dais_para *p = take_para(t);

	p->own = (struct dais_run){ .text = s, .footnote = -1 };
	p->runs = &p->own;
	p->n_runs = 1;
	set(t, p, st, width);
	return p;
}

void
dais_para_drop(struct dais_setter *t, struct dais_para *p)
{
	if (!p)
		return;
	p->next_free = t->free;
	t->free = p;
}

double
dais_para_min_width(const struct dais_para *p)
{
	const struct dais_item *it = dais_para_items(p);
	double most = 0, w = 0;

	for (size_t i = 0; i < p->n_items; i++) {
		if (it[i].kind == DAIS_ITEM_BOX)
			w += (double)(it[i].word->width * it[i].size);
		most = fmax(most, w);
		if (it[i].break_after || it[i].kind == DAIS_ITEM_NEWLINE)
			w = 0;
		else if (it[i].kind == DAIS_ITEM_GLUE)
			w += (double)it[i].width;
	}
	return most;
}

double
dais_para_natural_width(const struct dais_para *p)
{
	const struct dais_line *l = dais_para_lines(p);
	double w = 0;

	for (size_t i = 0; i < p->n_lines; i++)
		w = fmax(w, (double)l[i].width);
	return w;
}
