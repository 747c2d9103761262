/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_sheet.h"

static const struct dais_str evaluate = DAIS_STR_INIT("Evaluate ");
static const struct dais_str session_level = DAIS_STR_INIT(" [S]");

/* The term that heads a column, or COSPLIB_TERMS. */
static enum cosplib_term
term_of(struct dais_str head)
{
	enum cosplib_term t = 0;

	if (!dais_str_has_prefix(head, evaluate))
		return COSPLIB_TERMS;
	head = dais_str_sub(head, evaluate.n, head.n);
	if (dais_str_has_suffix(head, session_level))
		head = dais_str_sub(head, 0, head.n - session_level.n);
	while (t < COSPLIB_TERMS && !dais_str_is(head, cosplib_term_name(t)))
		t++;
	return t;
}

/* Takes a violation that is not yet taken. */
static const struct cosplib_violation *
take(const struct cosplib_verdict *v, enum cosplib_term term, struct dais_str what, bool *taken)
{
	for (size_t i = 0; i < v->list.n; i++)
		if (!taken[i] && v->list.v[i].term == term &&
		    dais_str_eq(v->list.v[i].what, what)) {
			taken[i] = true;
			return &v->list.v[i];
		}
	return NULL;
}

static void
agree_on_weight(struct cosplib_agreement *g, int64_t cost, int64_t units)
{
	int64_t weight = units && cost % units == 0 ? cost / units : -1;

	if (!g->then)
		g->then = weight;
	else if (g->then != weight)
		g->then = -1;
}

static bool
compare_column(const struct sheet *s, size_t column, const struct cosplib_verdict *v, bool *taken,
    struct cosplib_agreements *ret, struct dais_err *err)
{
	enum cosplib_term term = term_of(sheet_cell(s, 0, column));
	struct cosplib_agreement *g;
	int64_t cost;

	if (term == COSPLIB_TERMS)
		return true;
	g = &ret->term[term];
	g->listed = true;
	for (size_t i = 1; i < s->rows && sheet_cell(s, i, column).n; i++) {
		struct dais_str what = sheet_cell(s, i, column);
		const struct cosplib_violation *ours;

		if (!sheet_integer(s, i, column + 1, &cost, err))
			return false;
		if (dais_str_is(what, "Total")) {
			g->sheet_cost = cost;
			break;
		}
		ours = take(v, term, what, taken);
		g->common += ours != NULL;
		g->sheet_only += ours == NULL;
		if (ours)
			agree_on_weight(g, cost, ours->units);
	}
	return true;
}

/* "Objective Value = 20" */
static int64_t
read_objective(struct dais_str s)
{
	size_t at = dais_str_find(s, DAIS_STR("= "), 0);
	int64_t value = -1;

	if (at != SIZE_MAX)
		(void)dais_str_to_int(dais_str_sub(s, at + 2, s.n), 0, INT64_MAX, &value);
	return value;
}

bool
cosplib_agree(struct dais_arena *a, const struct cosplib_verdict *v, const char *path,
    struct cosplib_agreements *ret, struct dais_err *err)
{
	bool *taken = DAIS_NEW_N(a, v->list.n, bool);
	const struct sheet *s;
	struct workbook w;

	*ret = (struct cosplib_agreements){ 0 };
	if (!workbook_read(a, path, &w, err))
		return false;
	s = workbook_sheet(&w, "violations");
	if (!s)
		return dais_err_set(err, DAIS_ERR_INVALID, "%s: no sheet of violations", path);
	ret->objective = read_objective(sheet_cell(s, 1, 0));
	for (size_t c = 1; c < s->columns; c += 2)
		if (!compare_column(s, c, v, taken, ret, err))
			return dais_err_context(err, "while reading %s", path);
	for (size_t i = 0; i < v->list.n; i++)
		ret->term[v->list.v[i].term].ours_only += !taken[i];
	return true;
}
