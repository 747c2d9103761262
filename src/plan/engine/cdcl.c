/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Clauses, trail and propagation. Clauses of two literals are lists of the other literal; longer
 * ones lie in a pool and are watched by two literals each (Moskewicz et al. 2001), with blockers.
 */
#include "plan/engine/cdcl_priv.h"

#include <stdlib.h>

#include "base/err.h"

#define ARENA_MOST ((size_t)1 << 36)

struct dais_sat *
dais_sat_new(void)
{
	struct dais_arena *a = dais_arena_new(ARENA_MOST);
	struct dais_sat *s = DAIS_NEW(a, struct dais_sat);

	s->arena = a;
	s->bump = 1;
	s->last_work = UINT64_MAX;
	s->next_reduce = s->reduce_step = 2000;
	s->next_mode = s->mode_step = 1000;
	return s;
}

void
dais_sat_free(void *s)
{
	dais_arena_free(((struct dais_sat *)s)->arena);
}

/* --- tables --- */

static void *
larger(struct dais_sat *s, const void *old, size_t n, size_t room, size_t size)
{
	void *ret = dais_arena_array(s->arena, room, size);

	if (n)
		memcpy(ret, old, n * size);
	return ret;
}

static void
make_room(struct dais_sat *s, uint32_t variables)
{
	uint32_t old = s->room, room = old ? old : 256;

	while (room <= variables)
		room *= 2;
	s->value = larger(s, s->value, 2 * (size_t)old, 2 * (size_t)room, sizeof(*s->value));
	s->watches = larger(s, s->watches, 2 * (size_t)old, 2 * (size_t)room, sizeof(*s->watches));
	s->pairs = larger(s, s->pairs, 2 * (size_t)old, 2 * (size_t)room, sizeof(*s->pairs));
	s->price = larger(s, s->price, 2 * (size_t)old, 2 * (size_t)room, sizeof(*s->price));
	s->level_of = larger(s, s->level_of, old, room, sizeof(*s->level_of));
	s->why = larger(s, s->why, old, room, sizeof(*s->why));
	s->trail.v = larger(s, s->trail.v, s->trail.n, room, sizeof(*s->trail.v));
	s->phase = larger(s, s->phase, old, room, sizeof(*s->phase));
	s->seen = larger(s, s->seen, old, room, sizeof(*s->seen));
	s->activity = larger(s, s->activity, old, room, sizeof(*s->activity));
	s->heap_at = larger(s, s->heap_at, old, room, sizeof(*s->heap_at));
	s->room = room;
}

void
dais_cdcl_know(struct dais_sat *s, int l)
{
	uint32_t v = (uint32_t)abs(l);

	if (v >= s->room)
		make_room(s, v);
	while (s->variables < v) {
		s->variables++;
		s->phase[s->variables] = -1;
		s->heap_at[s->variables] = UINT32_MAX;
		dais_cdcl_heap_add(s, s->variables);
	}
}

/* --- order of decisions: a heap by activity --- */

static bool
before(const struct dais_sat *s, uint32_t x, uint32_t y)
{
	return s->activity[x] > s->activity[y];
}

void
dais_cdcl_heap_up(struct dais_sat *s, uint32_t v)
{
	uint32_t at = s->heap_at[v];

	if (at == UINT32_MAX)
		return;
	while (at > 0) {
		uint32_t parent = (at - 1) / 2;

		if (!before(s, v, s->heap.v[parent]))
			break;
		s->heap.v[at] = s->heap.v[parent];
		s->heap_at[s->heap.v[at]] = at;
		at = parent;
	}
	s->heap.v[at] = v;
	s->heap_at[v] = at;
}

void
dais_cdcl_heap_add(struct dais_sat *s, uint32_t v)
{
	if (s->heap_at[v] != UINT32_MAX)
		return;
	s->heap_at[v] = (uint32_t)s->heap.n;
	dais_vec_push(s->arena, &s->heap, v);
	dais_cdcl_heap_up(s, v);
}

static void
heap_down(struct dais_sat *s, uint32_t at)
{
	uint32_t v = s->heap.v[at];

	for (;;) {
		uint32_t child = 2 * at + 1;

		if (child >= s->heap.n)
			break;
		if (child + 1 < s->heap.n && before(s, s->heap.v[child + 1], s->heap.v[child]))
			child++;
		if (!before(s, s->heap.v[child], v))
			break;
		s->heap.v[at] = s->heap.v[child];
		s->heap_at[s->heap.v[at]] = at;
		at = child;
	}
	s->heap.v[at] = v;
	s->heap_at[v] = at;
}

/* The first of the order, taken out; 0 when there is none. */
uint32_t
dais_cdcl_heap_take(struct dais_sat *s)
{
	uint32_t ret;

	if (s->heap.n == 0)
		return 0;
	ret = s->heap.v[0];
	s->heap_at[ret] = UINT32_MAX;
	s->heap.v[0] = s->heap.v[--s->heap.n];
	if (s->heap.n && s->heap.v[0] != ret)
		heap_down(s, 0);
	return ret;
}

/* --- trail --- */

void
dais_cdcl_set(struct dais_sat *s, code c, struct why why)
{
	uint32_t v = c >> 1;

	s->value[c] = 1;
	s->value[c ^ 1] = -1;
	s->level_of[v] = level_now(s);
	s->why[v] = why;
	s->trail.v[s->trail.n++] = c; /* there is room for every variable */
}

void
dais_cdcl_back(struct dais_sat *s, uint32_t level)
{
	uint32_t first;

	if (level >= level_now(s))
		return;
	first = s->levels.v[level].first;
	for (size_t i = s->trail.n; i-- > first;) {
		code c = s->trail.v[i];

		s->value[c] = s->value[c ^ 1] = 0;
		s->phase[c >> 1] = c & 1 ? -1 : 1;
		dais_cdcl_heap_add(s, c >> 1);
		if (c == s->limit_if)
			s->dear = 0;
		if (s->paid.n && s->paid.v[s->paid.n - 1] == c) {
			s->paid.n--;
			s->dear = 0;
			s->spent -= s->price[c];
		}
	}
	s->trail.n = first;
	if (s->head > first)
		s->head = first;
	s->levels.n = level;
	if (s->assumption_levels > level)
		s->assumption_levels = level;
}

/* --- clauses --- */

uint32_t
dais_cdcl_store(struct dais_sat *s, const code *v, size_t n, uint32_t mark)
{
	uint32_t at = (uint32_t)s->pool.n;

	DAIS_ASSERT(s->pool.n + n + CLAUSE_HEAD < WHY_PRICE);
	dais_vec_push(s->arena, &s->pool, (uint32_t)n);
	dais_vec_push(s->arena, &s->pool, mark);
	for (size_t i = 0; i < n; i++)
		dais_vec_push(s->arena, &s->pool, v[i]);
	for (size_t i = 0; i < 2; i++) {
		struct watch *w = dais_vec_add(s->arena, &s->watches[v[i]]);

		w->clause = at;
		w->blocker = v[1 - i];
	}
	return at;
}

/* Literals of @v that matter, into s->clause: none twice, none false for good. False when the
 * clause holds for good. */
static bool
tidy(struct dais_sat *s, const int *v, size_t n)
{
	bool holds = false;

	s->clause.n = 0;
	for (size_t i = 0; i < n; i++) {
		code c = code_of(v[i]);
		uint8_t mark = c & 1 ? 2 : 1;

		dais_cdcl_know(s, v[i]);
		if (s->value[c] && s->level_of[c >> 1] == 0) {
			holds = holds || s->value[c] > 0;
			continue;
		}
		holds = holds || (s->seen[c >> 1] & (3 - mark)) != 0;
		if (!(s->seen[c >> 1] & mark))
			dais_vec_push(s->arena, &s->clause, c);
		s->seen[c >> 1] |= mark;
	}
	for (size_t i = 0; i < s->clause.n; i++)
		s->seen[s->clause.v[i] >> 1] = 0;
	return !holds;
}

/* Better to watch: not false; else false as late as can be. */
static uint32_t
watch_rank(const struct dais_sat *s, code c)
{
	return s->value[c] >= 0 ? UINT32_MAX : s->level_of[c >> 1];
}

static void
best_first(struct dais_sat *s)
{
	code *v = s->clause.v;

	for (size_t i = 0; i < 2 && i < s->clause.n; i++) {
		for (size_t j = i + 1; j < s->clause.n; j++) {
			if (watch_rank(s, v[j]) > watch_rank(s, v[i])) {
				code swap = v[i];

				v[i] = v[j];
				v[j] = swap;
			}
		}
	}
}

static struct why
attach(struct dais_sat *s)
{
	const code *v = s->clause.v;

	if (s->clause.n == 1)
		return (struct why){ WHY_NONE, 0 };
	if (s->clause.n == 2) {
		dais_vec_push(s->arena, &s->pairs[v[0]], v[1]);
		dais_vec_push(s->arena, &s->pairs[v[1]], v[0]);
		return (struct why){ WHY_PAIR, v[1] };
	}
	return (struct why){ dais_cdcl_store(s, v, s->clause.n, 0), 0 };
}

void
dais_sat_echo(struct dais_sat *s, void (*fn)(void *ctx, const int *v, size_t n), void *ctx)
{
	s->echo = fn;
	s->echo_ctx = ctx;
}

/* A call leaves its trail for the next to use, so a new clause may be false under it, or true by
 * one literal alone: then the trail is cut back until it is at most the latter. */
void
dais_sat_add(struct dais_sat *s, const int *v, size_t n)
{
	struct why why;

	if (s->echo)
		s->echo(s->echo_ctx, v, n);
	if (s->broken || !tidy(s, v, n))
		return;
	if (s->clause.n == 0) {
		s->broken = true;
		return;
	}
	best_first(s);
	if (s->clause.n == 1) {
		dais_cdcl_back(s, 0);
	} else if (s->value[s->clause.v[0]] < 0) {
		/* Two of one level: before it. Else the latest alone is made true where the next
		 * became false. */
		uint32_t one = s->level_of[s->clause.v[0] >> 1];
		uint32_t two = s->level_of[s->clause.v[1] >> 1];

		dais_cdcl_back(s, one == two ? one - 1 : two);
	} else if (s->value[s->clause.v[0]] == 0 && s->value[s->clause.v[1]] < 0) {
		dais_cdcl_back(s, s->level_of[s->clause.v[1] >> 1]);
	}
	why = attach(s);
	if (s->clause.n == 1 || (s->value[s->clause.v[0]] == 0 && s->value[s->clause.v[1]] < 0)) {
		if (s->value[s->clause.v[0]] == 0)
			dais_cdcl_set(s, s->clause.v[0], why);
	}
}

/* --- propagation --- */

static bool
propagate_pairs(struct dais_sat *s, code gone)
{
	const code_list *list = &s->pairs[gone];

	for (size_t i = 0; i < list->n; i++) {
		code c = list->v[i];

		if (s->value[c] < 0) {
			s->conflict = (struct why){ WHY_PAIR, gone };
			s->conflict_pair = c;
			return false;
		}
		if (s->value[c] == 0)
			dais_cdcl_set(s, c, (struct why){ WHY_PAIR, gone });
	}
	return true;
}

/* A literal of the clause that is not false, other than the first two; 0 when there is none. */
static uint32_t
other_watch(const struct dais_sat *s, const uint32_t *v, uint32_t n)
{
	for (uint32_t k = 2; k < n; k++)
		if (s->value[v[k]] >= 0)
			return k;
	return 0;
}

static bool
propagate_watches(struct dais_sat *s, code gone)
{
	watch_list *list = &s->watches[gone];
	struct watch *to = list->v, *end;
	bool fine = true;

	if (!list->n)
		return true;
	end = list->v + list->n;
	for (struct watch *from = list->v; from < end; from++) {
		struct watch w = *from;
		uint32_t *clause, *v, k;
		code other;

		if (!fine || s->value[w.blocker] > 0) {
			*to++ = w;
			continue;
		}
		clause = &s->pool.v[w.clause];
		v = clause + CLAUSE_HEAD;
		other = v[0] ^ v[1] ^ gone;
		if (s->value[other] > 0) {
			*to++ = (struct watch){ w.clause, other };
			continue;
		}
		k = other_watch(s, v, clause[0]);
		v[0] = other;
		v[1] = k ? v[k] : gone;
		if (k) {
			v[k] = gone;
			dais_vec_push(
			    s->arena, &s->watches[v[1]], ((struct watch){ w.clause, other }));
			continue;
		}
		*to++ = w;
		if (s->value[other] < 0) {
			s->conflict = (struct why){ w.clause, 0 };
			fine = false;
		} else {
			dais_cdcl_set(s, other, (struct why){ w.clause, 0 });
		}
	}
	list->n = (size_t)(to - list->v);
	return fine;
}

/* Too much has been spent: false. Else what is too dear for the rest becomes false. */
static bool
keep_limit(struct dais_sat *s)
{
	uint64_t rest;

	if (s->value[s->limit_if] <= 0)
		return true;
	if (s->spent > s->limit) {
		s->conflict = (struct why){ WHY_PRICE, (uint32_t)s->paid.n };
		return false;
	}
	rest = s->limit - s->spent;
	/* Dearest first. */
	for (; s->dear < s->priced.n && s->price[s->priced.v[s->dear]] > rest; s->dear++)
		if (s->value[s->priced.v[s->dear]] == 0)
			dais_cdcl_set(s, s->priced.v[s->dear] ^ 1,
			    (struct why){ WHY_PRICE, (uint32_t)s->paid.n });
	return true;
}

static void
pay(struct dais_sat *s, code c)
{
	dais_vec_push(s->arena, &s->paid, c);
	s->spent += s->price[c];
}

static int
by_price(const void *x, const void *y, void *price)
{
	uint64_t a = ((const uint64_t *)price)[*(const code *)x];
	uint64_t b = ((const uint64_t *)price)[*(const code *)y];

	return a != b
		   ? (a < b) - (a > b)
		   : (*(const code *)x > *(const code *)y) - (*(const code *)x < *(const code *)y);
}

void
dais_sat_limit(
    struct dais_sat *s, const int *v, const uint64_t *weight, size_t n, uint64_t limit, int only_if)
{
	dais_cdcl_back(s, 0);
	for (size_t i = 0; i < s->priced.n; i++)
		s->price[s->priced.v[i]] = 0;
	s->priced.n = s->paid.n = 0;
	s->spent = 0;
	s->dear = 0;
	s->limit = limit;
	dais_cdcl_know(s, only_if);
	s->limit_if = code_of(only_if);
	for (size_t i = 0; i < n; i++) {
		dais_cdcl_know(s, v[i]);
		s->price[code_of(-v[i])] = weight[i];
		dais_vec_push(s->arena, &s->priced, code_of(-v[i]));
	}
	if (n)
		qsort_r(s->priced.v, n, sizeof(*s->priced.v), by_price, s->price);
	for (size_t i = 0; i < s->head; i++)
		if (s->price[s->trail.v[i]])
			pay(s, s->trail.v[i]);
}

bool
dais_cdcl_propagate(struct dais_sat *s)
{
	while (s->head < s->trail.n) {
		code c = s->trail.v[s->head++];

		s->work += 1 + s->pairs[c ^ 1].n / 4 + s->watches[c ^ 1].n;
		if (!propagate_pairs(s, c ^ 1) || !propagate_watches(s, c ^ 1))
			return false;
		if (s->price[c])
			pay(s, c);
		if ((s->price[c] || c == s->limit_if) && !keep_limit(s))
			return false;
	}
	return true;
}
