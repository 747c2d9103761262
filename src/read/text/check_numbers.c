/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers of items and letters of their parts follow one another: R-AGENDA-01.
 */
#include "read/text/check_priv.h"

/* A list with more breaks than this was not understood, or is numbered on purpose. */
#define BREAKS_MAX 3u
/* Lines from the start of one title to the next in a list. */
#define CLOSE_LINES 8u

struct number_break {
	const struct dais_evidence *before, *e;
	unsigned from, to; /* numbers, or letters from 1 */
	const struct dais_evidence *prior; /* the title before, of an item or a part */
	bool mended; /* the next one goes on as if the one between were right */
};

struct break_list {
	struct number_break v[BREAKS_MAX];
	size_t n; /* may be more than are kept */
	size_t counted;
};

static void
add_break(struct break_list *b, struct number_break k)
{
	if (b->n < BREAKS_MAX)
		b->v[b->n] = k;
	b->n++;
}

static struct dais_str
mark_of(struct checker *c, const struct number_break *k, unsigned value)
{
	return k->e->letter >= 0 && !k->e->decimal
		   ? dais_arena_printf(c->a, "(%c)", (char)('a' + (value - 1) % 26))
		   : dais_arena_printf(c->a, "%u", value);
}

/* Whether @e follows @prior in a list, with no text between: where there is, an item may stand in
 * it that was not recognised. */
static bool
is_close(const struct dais_evidence *prior, const struct dais_evidence *e)
{
	return prior->page == e->page && e->line <= prior->line + CLOSE_LINES;
}

/* @alone: the only break; a list with several may leave out items on purpose. */
static void
report_break(struct checker *c, const struct number_break *k, bool alone)
{
	bool is_part = k->e->letter >= 0;
	const char *what =
	    check_message(c, is_part ? DAIS_MESSAGE("sub-item") : DAIS_MESSAGE("item"));
	struct dais_place p = check_place(c, k->e);
	struct dais_str from = mark_of(c, k, k->from), to = mark_of(c, k, k->to);
	struct dais_diag *g;

	if (!k->mended && k->to > k->from && !is_close(k->prior, k->e))
		return;
	c->misnumbered = true;
	if (k->mended)
		g = dais_diags_add(c->d, "R-AGENDA-01", DAIS_SEVERITY_ERROR, &p,
		    "%s %.*s of the agenda stands where %.*s is expected, behind %.*s", what,
		    DAIS_STR_ARG(to), DAIS_STR_ARG(mark_of(c, k, k->from + 1)), DAIS_STR_ARG(from));
	else if (k->from == k->to)
		g = dais_diags_add(c->d, "R-AGENDA-01", DAIS_SEVERITY_ERROR, &p,
		    is_part ? "two sub-items of the agenda have the number %.*s: “%.*s” and “%.*s”"
			    : "two items of the agenda have the number %.*s: “%.*s” and “%.*s”",
		    DAIS_STR_ARG(to), DAIS_STR_ARG(k->before->words), DAIS_STR_ARG(k->e->words));
	else
		g = dais_diags_add(c->d, "R-AGENDA-01",
		    alone && k->to < k->from + 3 ? DAIS_SEVERITY_ERROR : DAIS_SEVERITY_WARNING, &p,
		    k->to > k->from
			? "%s %.*s of the agenda comes after %s %.*s: a number is missing"
			: "%s %.*s of the agenda comes after %s %.*s: the numbers go back",
		    what, DAIS_STR_ARG(to), what, DAIS_STR_ARG(from));
	check_also(c, g, k->before);
	dais_diag_set_hint(c->d, g, "items are numbered from 1 and sub-items from (a), in order");
}

/* Numbers, or letters, on their way up. */
struct run {
	const struct dais_evidence *last;
	unsigned value;
	bool broken; /* between the last two */
	unsigned from; /* then: the number before the last */
};

struct number_scan {
	struct run items, parts;
	bool begins_later; /* the first item is not 1: a part of an agenda, which leaves out others
			    */
	const struct dais_evidence *prior;
};

static void
take_value(struct run *r, struct break_list *b, const struct dais_evidence *prior,
    const struct dais_evidence *e, unsigned value)
{
	bool follows = !r->last || value == r->value + 1;
	bool mends = r->broken && !follows && value == r->from + 2;

	if (mends && b->n <= BREAKS_MAX)
		b->v[b->n - 1].mended = true;
	else if (!follows)
		add_break(b,
		    (struct number_break){
			.before = r->last, .prior = prior, .e = e, .from = r->value, .to = value });
	*r = (struct run){
		.last = e, .value = value, .broken = !follows && !mends, .from = r->value
	};
}

static void
take(struct number_scan *s, struct break_list *b, const struct dais_evidence *e)
{
	b->counted++;
	s->begins_later |= !s->prior && e->letter < 0 && e->number > 1;
	if (e->anew)
		s->items = (struct run){ 0 };
	if (e->letter < 0 && s->begins_later) {
		s->items = s->parts = (struct run){ 0 };
	} else if (e->letter < 0) {
		take_value(&s->items, b, s->prior, e, e->number);
		s->parts = (struct run){ 0 };
	} else if (e->printed >= 0) {
		take_value(&s->parts, b, s->prior, e, (unsigned)e->printed + 1);
	}
	s->prior = e;
}

void
check_item_numbers(struct checker *c)
{
	size_t n = c->r->record->bodies.n;
	struct number_scan *scans = DAIS_NEW_N(c->a, n + 1, struct number_scan);
	struct break_list *breaks = DAIS_NEW_N(c->a, n + 1, struct break_list);

	for (size_t i = 0; i < c->titles.n; i++) {
		const struct dais_evidence *e = c->titles.v[i].e;

		if (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA && e->body < n)
			take(&scans[e->body], &breaks[e->body], e);
	}
	for (size_t b = 0; b < n; b++) {
		if (breaks[b].n > BREAKS_MAX || breaks[b].n * 3 > breaks[b].counted)
			continue;
		for (size_t i = 0; i < breaks[b].n; i++)
			report_break(c, &breaks[b].v[i], breaks[b].n == 1);
	}
}
