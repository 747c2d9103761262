/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What versions state in one place, compared. A version is short of a fact that (nearly) all
 * others state more often than it does, and has an excess of one that it states more often than
 * (nearly) all others. A shortage and an excess of one kind are a conflict: the same fact, told
 * differently. A shortage alone is an omission.
 */
#include <math.h>
#include <stdlib.h>

#include "concord/concord_priv.h"

#define LIKE_SIZE 1.3 /* times a number that it may be mistaken for */
#define CONFLICTS_MAX 64 /* of one version in one place; more are no sentence */

/* A version's count of one key. */
struct count {
	unsigned sure; /* in figures */
	unsigned said; /* in figures or words */
	unsigned all;  /* weak ones included */
	unsigned refers; /* as a reference, in figures or words */
	const struct concord_fact *first, *last; /* of the strongest */
};

/* One key with what each version says of it. */
struct entry {
	uint64_t key;
	unsigned space;
	uint8_t kind; /* most special kind that a version gives */
	bool year, four;
	uint8_t measure; /* all measures that versions give it */
	bool told; /* in a finding about two versions */
	struct count in[DAIS_CONCORD_VERSIONS_MAX];
};

struct statement {
	uint64_t key;
	unsigned space;
	unsigned version;
	const struct concord_fact *fact;
};

struct table {
	const struct concord_row *row;
	struct statement *s;
	size_t n_s;
	struct entry *v;
	size_t n;
	unsigned present; /* versions there */
	unsigned n_present;
};

static int
by_key(const void *x, const void *y)
{
	const struct statement *a = x, *b = y;

	if (a->space != b->space)
		return a->space < b->space ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->version != b->version)
		return a->version < b->version ? -1 : 1;
	return a->fact < b->fact ? -1 : a->fact > b->fact;
}

/* Statements that are read otherwise than they are written; few, so that all can be looked at. */
#define SWAPPED_MAX 64u

struct swapped {
	size_t at[SWAPPED_MAX];
	size_t n;
};

static bool
is_swapped(const struct swapped *w, size_t i)
{
	for (size_t k = 0; k < w->n; k++) {
		if (w->at[k] == i)
			return true;
	}
	return false;
}

/* How many other versions state @key. */
static unsigned
elsewhere(const struct table *t, const struct swapped *w, const struct statement *s, uint64_t key)
{
	size_t lo = 0, hi = t->n_s;
	unsigned set = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->s[mid].space < s->space ||
		    (t->s[mid].space == s->space && t->s[mid].key < key))
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < t->n_s && t->s[lo].space == s->space && t->s[lo].key == key; lo++) {
		if (!is_swapped(w, lo))
			set |= 1u << t->s[lo].version;
	}
	for (size_t k = 0; k < w->n; k++) {
		const struct statement *o = &t->s[w->at[k]];

		if (o->space == s->space && o->fact->other == key)
			set |= 1u << o->version;
	}
	return (unsigned)__builtin_popcount(set & ~(1u << s->version));
}

/* A number of two readings is read as more of the other versions read it. */
static void
settle_readings(struct table *t)
{
	struct swapped w = { .n = 0 };

	for (size_t i = 0; i < t->n_s && w.n < SWAPPED_MAX; i++) {
		const struct statement *s = &t->s[i];

		if (s->fact->other &&
		    elsewhere(t, &w, s, s->fact->other) > elsewhere(t, &w, s, s->key))
			w.at[w.n++] = i;
	}
	for (size_t k = 0; k < w.n; k++)
		t->s[w.at[k]].key = t->s[w.at[k]].fact->other;
	if (w.n)
		qsort(t->s, t->n_s, sizeof(*t->s), by_key);
}

/* "one" is an article, too, and "two" a dual or "both". */
static bool
is_small(uint64_t key)
{
	return key == concord_number_key(1, 0) || key == concord_number_key(2, 0);
}

static void
count_statement(struct entry *e, const struct statement *s)
{
	struct count *c = &e->in[s->version];
	const struct concord_fact *f = s->fact;

	c->all++;
	c->said +=
	    f->strength == CONCORD_SURE || (f->strength == CONCORD_WORDS && !is_small(s->key));
	c->refers += f->strength >= CONCORD_WORDS && f->kind == CONCORD_REFERENCE;
	c->sure += f->strength == CONCORD_SURE;
	if (!c->first || f->strength > c->first->strength)
		c->first = f;
	if (!c->last || f->strength >= c->last->strength)
		c->last = f;
	if (f->strength == CONCORD_SURE && f->kind < e->kind)
		e->kind = f->kind;
	e->measure |= f->measure;
	e->year = e->year || f->year;
	e->four = e->four || f->four;
}

static void
build(struct table *t, struct dais_arena *scratch)
{
	size_t total = 0;

	for (size_t v = 0; v < t->row->n; v++) {
		if (t->row->side[v].present) {
			t->present |= 1u << v;
			t->n_present++;
			total += t->row->side[v].n_facts;
		}
	}
	t->s = DAIS_NEW_N(scratch, total + 1, struct statement);
	for (unsigned v = 0; v < t->row->n; v++) {
		const struct concord_side *side = &t->row->side[v];

		for (size_t i = 0; side->present && i < side->n_facts; i++) {
			const struct concord_fact *f = &side->facts[i];

			t->s[t->n_s++] = (struct statement){ f->key, concord_space(f), v, f };
		}
	}
	qsort(t->s, t->n_s, sizeof(*t->s), by_key);
	settle_readings(t);
	t->v = DAIS_NEW_N(scratch, t->n_s + 1, struct entry);
	for (size_t i = 0; i < t->n_s; i++) {
		const struct statement *s = &t->s[i];
		struct entry *e = t->n ? &t->v[t->n - 1] : NULL;

		if (!e || e->key != s->key || e->space != s->space) {
			e = &t->v[t->n++];
			*e = (struct entry){
				.key = s->key, .space = s->space, .kind = CONCORD_FIGURE
			};
		}
		count_statement(e, s);
	}
}

/* How many versions may be silent or different beside the odd one. */
static unsigned
tolerance(const struct table *t)
{
	return (t->n_present - 1) / 4;
}

/* Versions that say @e more often than @v does, when they are (nearly) all and say it surely. */
static unsigned
short_of(const struct table *t, const struct entry *e, unsigned v)
{
	unsigned set = 0, n = 0, sure = 0;

	for (unsigned w = 0; w < t->row->n; w++) {
		if (w == v || !(t->present & 1u << w) || e->in[w].all <= e->in[v].all)
			continue;
		set |= 1u << w;
		n++;
		sure += e->in[w].said > e->in[v].all;
	}
	if (n + tolerance(t) < t->n_present - 1 || sure * 2 < n)
		return 0;
	return set;
}

/* How often @v states @e so surely that it may be an excess: small numbers in words are used
 * loosely. */
static unsigned
stated(const struct entry *e, unsigned v)
{
	bool is_large = e->space != CONCORD_FIGURE || (e->key & 63) > 32 || e->key >> 6 > 9;

	return is_large ? e->in[v].said : e->in[v].sure;
}

/* Versions that say @e less often than @v surely does, when they are (nearly) all. */
static unsigned
exceeds(const struct table *t, const struct entry *e, unsigned v)
{
	unsigned set = 0, n = 0;

	for (unsigned w = 0; w < t->row->n; w++) {
		/* "article 1" is not said by every "one". */
		unsigned said = is_small(e->key) && e->in[v].refers && !e->in[w].refers
				    ? e->in[w].sure
				    : e->in[w].all;

		if (w == v || !(t->present & 1u << w) || said >= stated(e, v))
			continue;
		set |= 1u << w;
		n++;
	}
	return n + tolerance(t) >= t->n_present - 1 ? set : 0;
}

/* A day without year fits that day of any year. */
static bool
is_same_day(const struct entry *x, const struct entry *y)
{
	return x->space == CONCORD_DATE && x->key % 10000 == y->key % 10000 &&
	       (x->key < 10000 || y->key < 10000);
}

/* "1 p.m." and "1时", whose half of the day stands elsewhere. */
static bool
is_same_clock(const struct entry *x, const struct entry *y)
{
	return x->space == CONCORD_TIME && (x->key + 720 == y->key || y->key + 720 == x->key);
}

/* "10 acres" and "4 hectares": one is the other converted, perhaps. */
static bool
is_converted(const struct entry *x, const struct entry *y)
{
	return x->measure && y->measure && (x->measure | y->measure) == 3;
}

static bool
may_conflict(const struct entry *x, const struct entry *y)
{
	/* A year may be mistyped, but only as four digits. */
	return x->space == y->space && (x->year == y->year || (x->four && y->four)) &&
	       !is_same_day(x, y) && !is_same_clock(x, y) && !is_converted(x, y);
}

static void
collect_facts(const struct table *t, const struct entry *e,
    const struct concord_fact *ret[DAIS_CONCORD_VERSIONS_MAX])
{
	for (unsigned w = 0; w < t->row->n; w++)
		ret[w] = e->in[w].last;
}

/* What one version states alone in a place. */
struct excesses {
	struct entry *v[CONFLICTS_MAX]; /* NULL: used */
	size_t n;
};

static void
collect_excesses(struct table *t, unsigned v, struct excesses *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < t->n && ret->n < CONFLICTS_MAX; i++) {
		if (!t->v[i].told && stated(&t->v[i], v) && exceeds(t, &t->v[i], v))
			ret->v[ret->n++] = &t->v[i];
	}
}

static double
value_of(const struct entry *e)
{
	return (double)(e->key >> 6) * pow(10, (double)(e->key & 63) - 32);
}

static bool
is_in_figures(const struct table *t, const struct entry *e)
{
	for (size_t v = 0; v < t->row->n; v++) {
		if (e->in[v].sure)
			return true;
	}
	return false;
}

/* Of two versions, nobody confirms that a number in words is what the other has in figures: it
 * must at least be of a like size. */
static bool
is_alike(const struct table *t, const struct entry *x, const struct entry *y)
{
	double ratio;

	if (t->n_present > 2 || x->space != CONCORD_FIGURE ||
	    (is_in_figures(t, x) && is_in_figures(t, y)))
		return true;
	ratio = value_of(x) / (value_of(y) + 1e-9);
	return ratio > 1 / LIKE_SIZE && ratio < LIKE_SIZE;
}

/* Takes the excess that stands in the place of @x, or NULL. */
static struct entry *
take_excess(const struct table *t, struct excesses *e, const struct entry *x)
{
	for (size_t i = 0; i < e->n; i++) {
		struct entry *y = e->v[i];

		if (y && may_conflict(x, y) && is_alike(t, x, y)) {
			e->v[i] = NULL;
			return y;
		}
	}
	return NULL;
}

static void
report_conflict(struct concord_run *run, const struct table *t, unsigned v, unsigned with,
    struct entry *ex, struct entry *ey, uint32_t *at)
{
	const struct concord_fact *x[DAIS_CONCORD_VERSIONS_MAX], *y[DAIS_CONCORD_VERSIONS_MAX];

	collect_facts(t, ex, x);
	collect_facts(t, ey, y);
	ex->told = ey->told = t->n_present == 2;
	/* Both ends of a range stand in one place. */
	if (y[v]->at == *at && y[v]->kind == CONCORD_DATE)
		return;
	*at = y[v]->at;
	if (!t->row->is_doubtful || !t->row->is_doubtful(t->row, v, x[__builtin_ctz(with)], y[v]))
		concord_report_conflict(run, t->row, v, with, x, y);
}

static void
compare_version(struct concord_run *run, struct table *t, unsigned v)
{
	struct excesses excesses;
	uint32_t at = UINT32_MAX;
	size_t told = 0;

	collect_excesses(t, v, &excesses);
	if (excesses.n == 0 && !run->opt->omissions)
		return;
	for (size_t i = 0; i < t->n && told < CONFLICTS_MAX; i++) {
		struct entry *x = &t->v[i], *y;
		unsigned with = short_of(t, x, v);

		if (!with || x->told)
			continue;
		y = take_excess(t, &excesses, x);
		if (y) {
			report_conflict(run, t, v, with, x, y, &at);
			told++;
		} else if (run->opt->omissions && !x->in[v].all) {
			const struct concord_fact *facts[DAIS_CONCORD_VERSIONS_MAX];

			collect_facts(t, x, facts);
			concord_report_omission(run, t->row, v, with, facts);
			told++;
		}
	}
}

void
concord_compare_row(struct concord_run *run, const struct concord_row *row)
{
	struct table t = { .row = row };

	build(&t, run->scratch);
	if (t.n_present < 2 || t.n == 0)
		return;
	/* Of two, neither is the odd one; the later is looked at first. */
	for (unsigned v = (unsigned)row->n; v > 0; v--) {
		if (t.present & 1u << (v - 1))
			compare_version(run, &t, v - 1);
	}
}
