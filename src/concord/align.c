/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "concord/align_priv.h"

#include <math.h>

#define CELLS_MAX 1000000u  /* between two anchors, computed whole; more are computed in a band */
#define PIECES_MAX 64u     /* paragraphs put together */
#define BAND 96             /* paragraphs beside the diagonal of a band */
#define COST_MAX 1e30F

/* Costs, in nats or thereabouts. */
#define COST_ALONE 3.0F      /* a paragraph without counterpart */
#define COST_ALONE_LONG 1.5F /* more, when it is long */
#define COST_MERGED 3.0F     /* two paragraphs for one */
#define COST_OTHER_NUMBER 4.0F
#define COST_INNER_NUMBER 6.0F /* a number inside of merged paragraphs */
#define COST_ONE_NUMBER 0.3F
#define COST_NO_FACT_SHARED 2.0F
#define COST_FACT_ALONE 1.0F /* one side states facts, the other none */
#define COST_HEADING 0.7F
#define GAIN_NUMBER 1.5F
#define GAIN_FACTS 3.0F
#define COST_LENGTH_MAX 6.0F
#define LENGTH_VARIANCE 14.0F /* per code point; twice that of one pair of related languages */
#define PIECE_MARGIN 0.02F   /* by which a piece must improve a pair */

enum step {
	STEP_NONE,
	STEP_BOTH,   /* 1:1 */
	STEP_FIRST,  /* 1:0 */
	STEP_SECOND, /* 0:1 */
	STEP_MERGE,  /* 2:1 */
	STEP_SPLIT,  /* 1:2 */
	STEP_COUNT
};

static const uint8_t step_x[STEP_COUNT] = { 0, 1, 1, 0, 2, 1 };
static const uint8_t step_y[STEP_COUNT] = { 0, 1, 0, 1, 1, 2 };
/* What each costs at least: where that is too much already, it is not computed. */
static const float least_of_step[STEP_COUNT] = { 0, -GAIN_NUMBER - GAIN_FACTS, COST_ALONE,
	COST_ALONE, COST_MERGED - GAIN_NUMBER - GAIN_FACTS,
	COST_MERGED - GAIN_NUMBER - GAIN_FACTS };

struct aligner {
	struct dais_arena *a;
	const struct concord_document *x, *y;
	float ratio; /* how long a text in the language of @y is for one of @x */
	concord_pair_vec *pairs;
};

static unsigned
shared_keys(
    const struct aligner *g, const struct concord_paragraph *p, const struct concord_paragraph *q)
{
	const uint64_t *u, *v;
	unsigned i = 0, k = 0, n = 0;

	if (p->n_keys == 0 || q->n_keys == 0)
		return 0;
	u = g->x->keys.v + p->first_key;
	v = g->y->keys.v + q->first_key;
	while (i < p->n_keys && k < q->n_keys) {
		if (u[i] == v[k]) {
			n++;
			i++;
			k++;
		} else if (u[i] < v[k]) {
			i++;
		} else {
			k++;
		}
	}
	return n;
}

static float
cost_of_facts(unsigned shared, unsigned most, unsigned least)
{
	if (most == 0)
		return 0;
	if (shared == 0)
		return least == 1 ? 0 : least == 0 ? COST_FACT_ALONE : COST_NO_FACT_SHARED;
	return -GAIN_FACTS * (float)shared / (float)most;
}

static float
cost_of_length(float x, float y)
{
	/* The difference has a variance that grows with the length. */
	float d = y - x;

	return fminf(d * d / (2 * LENGTH_VARIANCE * ((x + y) / 2 + 10)), COST_LENGTH_MAX);
}

static float
cost_of_mark(const struct concord_paragraph *p, const struct concord_paragraph *q)
{
	const struct concord_unit *u = &p->unit, *v = &q->unit;

	if (u->mark != v->mark)
		return u->mark == CONCORD_MARK_NONE || v->mark == CONCORD_MARK_NONE
			   ? COST_ONE_NUMBER
			   : COST_OTHER_NUMBER / 2;
	/* Letters differ between alphabets. */
	if (u->mark != CONCORD_MARK_NUMBER)
		return 0;
	return u->number == v->number ? -GAIN_NUMBER : COST_OTHER_NUMBER / 2;
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned
most(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/* What it costs that @n paragraphs at @p stand for @m at @q. */
static float
cost_of_pair(const struct aligner *g, const struct concord_paragraph *p, unsigned n,
    const struct concord_paragraph *q, unsigned m)
{
	float cost = n + m > 2 ? COST_MERGED : 0, x = 0, y = 0, mark;
	unsigned shared = 0, of_x = 0, of_y = 0;

	for (unsigned i = 0; i < n; i++) {
		x += (float)p[i].length * g->ratio;
		of_x += p[i].n_keys;
		for (unsigned k = 0; k < m; k++)
			shared += shared_keys(g, &p[i], &q[k]);
	}
	for (unsigned k = 0; k < m; k++) {
		y += (float)q[k].length;
		of_y += q[k].n_keys;
	}
	/* Only the first of merged paragraphs may have a number, and then the other side has. */
	for (unsigned i = 1; i < n; i++)
		cost += p[i].unit.mark == CONCORD_MARK_NONE ? 0 : COST_INNER_NUMBER;
	for (unsigned k = 1; k < m; k++)
		cost += q[k].unit.mark == CONCORD_MARK_NONE ? 0 : COST_INNER_NUMBER;
	mark = cost_of_mark(p, q);
	cost += cost_of_length(x, y) + (n + m > 2 && mark > 0 ? mark * 4 : mark) +
		cost_of_facts(shared, most(of_x, of_y), least(of_x, of_y));
	return cost + (p->heading == q->heading ? 0 : COST_HEADING);
}

static float
cost_alone(const struct concord_paragraph *p, float ratio)
{
	float length = (float)p->length * ratio;

	return COST_ALONE + COST_ALONE_LONG * length / (length + 200) +
	       (p->unit.mark == CONCORD_MARK_NUMBER ? 0.5F : 0);
}

static float
cost_of_step(const struct aligner *g, enum step step, size_t i, size_t k)
{
	const struct concord_paragraph *p = g->x->paragraphs.v + i, *q = g->y->paragraphs.v + k;

	if (step == STEP_FIRST)
		return cost_alone(p, g->ratio);
	if (step == STEP_SECOND)
		return cost_alone(q, 1);
	return cost_of_pair(g, p, step_x[step], q, step_y[step]);
}

/* A rectangle of paragraphs between two anchors. */
struct area {
	size_t x, n; /* first paragraph of x and how many */
	size_t y, m;
	size_t radius; /* beside the diagonal */
	size_t width;  /* cells kept of a row */
};

/* Column of the first cell that is kept of row @i. */
static size_t
first_cell(const struct area *r, size_t i)
{
	size_t centre = r->n ? i * r->m / r->n : 0;

	return centre > r->radius ? centre - r->radius : 0;
}

static bool
has_cell(const struct area *r, size_t i, size_t k)
{
	size_t first = first_cell(r, i);

	return k >= first && k < first + r->width && k <= r->m;
}

static void
fill(const struct aligner *g, const struct area *r, float *cost, uint8_t *steps)
{
	for (size_t i = 0; i <= r->n; i++) {
		size_t first = first_cell(r, i);

		for (size_t w = 0; w < r->width; w++) {
			size_t k = first + w;
			float best = i == 0 && k == 0 ? 0 : COST_MAX;

			for (enum step s = STEP_BOTH; s < STEP_COUNT && k <= r->m; s++) {
				size_t before_i = i - step_x[s], before_k = k - step_y[s];
				float c;

				if (step_x[s] > i || step_y[s] > k ||
				    !has_cell(r, before_i, before_k))
					continue;
				c = cost[before_i % 3 * r->width + before_k -
					 first_cell(r, before_i)];
				if (c + least_of_step[s] >= best)
					continue;
				c += cost_of_step(g, s, r->x + before_i, r->y + before_k);
				if (c < best) {
					best = c;
					steps[i * r->width + w] = (uint8_t)s;
				}
			}
			cost[i % 3 * r->width + w] = best;
		}
	}
}

static void
add_pair(struct aligner *g, size_t from, size_t n, size_t to, size_t m)
{
	*dais_vec_add(g->a, g->pairs) =
	    (struct concord_pair){ (uint32_t)from, (uint32_t)n, (uint32_t)to, (uint32_t)m };
}

static void
reverse(concord_pair_vec *v, size_t from)
{
	for (size_t i = from, k = v->n; i + 1 < k; i++) {
		struct concord_pair swap = v->v[i];

		v->v[i] = v->v[--k];
		v->v[k] = swap;
	}
}

/* Follows the steps back from the end. */
static void
follow(struct aligner *g, const struct area *r, const uint8_t *steps)
{
	size_t i = r->n, k = r->m, begin = g->pairs->n;

	while (i > 0 || k > 0) {
		uint8_t s = has_cell(r, i, k) ? steps[i * r->width + k - first_cell(r, i)]
					      : (uint8_t)STEP_NONE;

		/* Outside of the band nothing is known: paragraphs stand alone. */
		if (s == STEP_NONE)
			s = i > 0 ? STEP_FIRST : STEP_SECOND;
		i -= step_x[s];
		k -= step_y[s];
		add_pair(g, r->x + i, step_x[s], r->y + k, step_y[s]);
	}
	reverse(g->pairs, begin);
}

static void
align_area(struct aligner *g, size_t x, size_t n, size_t y, size_t m)
{
	struct area r = { x, n, y, m, m, m + 1 };

	if (n == 0 && m == 0)
		return;
	if (n && m && n > CELLS_MAX / (m + 1)) {
		r.radius = BAND + (m / n + 1) * 2;
		r.width = 2 * r.radius + 1;
	}
	if (n == 0 || m == 0) {
		for (size_t i = 0; i < n; i++)
			add_pair(g, x + i, 1, y, 0);
		for (size_t k = 0; k < m; k++)
			add_pair(g, x + n, 0, y + k, 1);
		return;
	}
	{
		DAIS_ARENA_AUTO scratch = dais_arena_new(0);
		float *cost = DAIS_NEW_N(scratch, 3 * r.width, float);
		uint8_t *steps = DAIS_NEW_N(scratch, (n + 1) * r.width, uint8_t);

		fill(g, &r, cost, steps);
		follow(g, &r, steps);
	}
}

/* --- paragraphs in pieces --- */

static float
length_of(const struct concord_document *d, size_t from, size_t n)
{
	float sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (float)d->paragraphs.v[from + i].length;
	return sum;
}

/* Whether @lone, paragraphs of one side only, are the missing piece of @pair. */
static bool
completes(const struct aligner *g, const struct concord_pair *pair, const struct concord_pair *lone)
{
	const struct concord_paragraph *p =
	    lone->n ? g->x->paragraphs.v + lone->from : g->y->paragraphs.v + lone->to;
	float x = length_of(g->x, pair->from, pair->n) * g->ratio;
	float y = length_of(g->y, pair->to, pair->m);
	float more_x = length_of(g->x, lone->from, lone->n) * g->ratio;
	float more_y = length_of(g->y, lone->to, lone->m);

	if (p->unit.mark == CONCORD_MARK_NUMBER || p->heading || pair->n + pair->m > PIECES_MAX)
		return false;
	return cost_of_length(x + more_x, y + more_y) + PIECE_MARGIN < cost_of_length(x, y);
}

static bool
is_lone(const struct concord_pair *p)
{
	return p->n == 0 || p->m == 0;
}

/* Joins @next, which follows it, to *@pair. */
static void
join(struct concord_pair *pair, const struct concord_pair *next)
{
	pair->n += next->n;
	pair->m += next->m;
}

/* One format has a table cell by cell, another line by line: lone paragraphs beside a pair of
 * unequal lengths are put to it where they make the lengths equal. */
static void
join_pieces(struct aligner *g)
{
	concord_pair_vec *v = g->pairs;
	size_t kept = 0;

	for (size_t i = 0; i < v->n; i++) {
		struct concord_pair p = v->v[i];

		if (is_lone(&p) && kept && !is_lone(&v->v[kept - 1]) &&
		    completes(g, &v->v[kept - 1], &p)) {
			join(&v->v[kept - 1], &p);
			continue;
		}
		while (!is_lone(&p) && kept && is_lone(&v->v[kept - 1]) &&
		       completes(g, &p, &v->v[kept - 1])) {
			join(&v->v[kept - 1], &p);
			p = v->v[--kept];
		}
		v->v[kept++] = p;
	}
	v->n = kept;
}

void
concord_align(struct dais_arena *a, const struct concord_document *x,
    const struct concord_document *y, concord_pair_vec *ret)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct aligner g = { a, x, y, 1, ret };
	const struct concord_anchor *v;
	size_t n = concord_anchors(scratch, x, y, &v), at = 0, to = 0;

	if (x->length && y->length)
		g.ratio = (float)y->length / (float)x->length;
	for (size_t i = 0; i < n; i++) {
		align_area(&g, at, v[i].at - at, to, v[i].match - to);
		add_pair(&g, v[i].at, 1, v[i].match, 1);
		at = v[i].at + 1;
		to = v[i].match + 1;
	}
	align_area(&g, at, x->paragraphs.n - at, to, y->paragraphs.n - to);
	join_pieces(&g);
}
