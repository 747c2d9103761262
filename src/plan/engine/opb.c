/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The problem in the format of the pseudo-Boolean competitions (OPB), for other solvers.
 */
#include "plan/engine/engine_priv.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"

#define WEIGHT_MOST (UINT64_C(1) << 62)
#define LINE_MAX ((size_t)1 << 20) /* bytes gathered before they are written */

/* What a unit of each rank weighs in the one objective: more than all ranks after it together. */
static bool
join_ranks(const struct dais_optimizer *o, uint64_t *weight)
{
	uint64_t total[DAIS_OPTIMIZER_RANKS] = { 0 };
	uint64_t after = 0;

	for (size_t i = 0; i < o->wishes.n; i++)
		if (__builtin_add_overflow(total[o->wishes.v[i].rank], o->wishes.v[i].weight,
			&total[o->wishes.v[i].rank]))
			return false;
	for (unsigned r = DAIS_OPTIMIZER_RANKS; r-- > 1;) {
		uint64_t all;

		weight[r] = after + 1;
		if (__builtin_mul_overflow(weight[r], total[r], &all) ||
		    __builtin_add_overflow(after, all, &after) || after >= WEIGHT_MOST)
			return false;
	}
	return true;
}

static void
flush(struct dais_buf *b, FILE *to, size_t above)
{
	if (b->n <= above)
		return;
	(void)fwrite(b->p, 1, b->n, to);
	dais_buf_clear(b);
}

static void
put_objective(const struct dais_optimizer *o, const uint64_t *weight, struct dais_buf *b, FILE *to)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	int64_t *factor = DAIS_NEW_N(scratch, (size_t)o->variables + 1, int64_t);
	int64_t offset = 0;

	/* A wish for v costs w - w v, one for "not v" w v. */
	for (size_t i = 0; i < o->wishes.n; i++) {
		const struct dais_optimizer_wish *w = &o->wishes.v[i];
		int64_t cost = (int64_t)(w->weight * weight[w->rank]);

		factor[abs(w->l)] += w->l > 0 ? -cost : cost;
		if (w->l > 0)
			offset += cost;
	}
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++)
		offset -= (int64_t)(o->credit[r] * weight[r]);
	dais_buf_printf(b, "* offset %" PRId64 "\n", offset);
	if (o->wishes.n) {
		dais_buf_puts(b, "min:");
		for (int v = 1; v <= o->variables; v++) {
			if (factor[v])
				dais_buf_printf(b, " %+" PRId64 " x%d", factor[v], v);
			flush(b, to, LINE_MAX / 2);
		}
		dais_buf_puts(b, " ;\n");
	}
}

static void
put_clauses(const struct dais_optimizer *o, struct dais_buf *b, FILE *to)
{
	int least = 1;

	for (size_t i = 0; i < o->literals.n; i++) {
		int l = o->literals.v[i];

		if (l) {
			dais_buf_printf(b, l > 0 ? "+1 x%d " : "-1 x%d ", abs(l));
			least -= l < 0;
			continue;
		}
		dais_buf_printf(b, ">= %d ;\n", least);
		least = 1;
		flush(b, to, LINE_MAX / 2);
	}
	for (size_t i = 0; i < o->demands.n; i++)
		dais_buf_printf(b, "+1 x%d >= 1 ;\n", o->demands.v[i].l);
}

bool
dais_optimizer_print_opb(const struct dais_optimizer *o, FILE *to)
{
	uint64_t weight[DAIS_OPTIMIZER_RANKS] = { 0 };
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	if (!join_ranks(o, weight))
		return false;
	dais_buf_printf(
	    &b, "* #variable= %d #constraint= %zu\n", o->variables, o->clauses + o->demands.n);
	put_objective(o, weight, &b, to);
	put_clauses(o, &b, to);
	flush(&b, to, 0);
	return true;
}
