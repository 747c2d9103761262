/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The organization of work: marks "(continued)" (R-TIME-03), sittings that overlap or end before
 * they begin (R-TIME-02, R-DATE-06), days that go back (R-TIME-07), common items taken up apart
 * (R-TIME-05).
 */
#include "read/text/check_priv.h"

/* Bodies in the columns of a timetable. */
#define COLUMNS_MAX 16u
/* Percent of words that two wordings of one title share. */
#define ALIKE_MIN 70u

/* One appearance of an item in a column of the timetable. */
struct appearance {
	const struct dais_evidence *title;
	const struct dais_evidence *mark; /* "(continued)", or NULL */
};

typedef DAIS_VEC(struct appearance) appearance_vec;

/* By item and body: appearances in order. */
struct table {
	size_t bodies;
	appearance_vec *of; /* item * bodies + body */
	size_t marks;
};

static appearance_vec *
cell(const struct table *t, const struct dais_evidence *e)
{
	return &t->of[e->subject * t->bodies + e->body];
}

static void
take(struct checker *c, struct table *t, const struct dais_evidence *e)
{
	appearance_vec *v;

	if (e->subject >= c->r->record->items.n || e->body >= t->bodies)
		return;
	v = cell(t, e);
	if (e->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE) {
		dais_vec_push(c->a, v, ((struct appearance){ .title = e }));
	} else if (e->kind == DAIS_EVIDENCE_CONTINUED && v->n) {
		v->v[v->n - 1].mark = e;
		t->marks++;
	}
}

static bool
appeared_before(const struct table *t, size_t item, const struct dais_evidence *e)
{
	const appearance_vec *v = &t->of[item * t->bodies + e->body];

	return v->n && (v->v[0].title->page < e->page ||
			   (v->v[0].title->page == e->page && v->v[0].title->line < e->line));
}

/* Whether the item of @e, its whole or a part of it, has been taken up earlier. */
static bool
has_begun(const struct checker *c, const struct table *t, const struct dais_evidence *e)
{
	const struct dais_item *it = &c->r->record->items.v[e->subject];

	if (it->parent < c->r->record->items.n && appeared_before(t, it->parent, e))
		return true;
	for (size_t i = 0; i < it->parts.n; i++) {
		if (appeared_before(t, it->parts.v[i], e))
			return true;
	}
	return false;
}

/* The last line of a title, where the mark belongs. */
static struct dais_place
last_line(const struct checker *c, const struct dais_evidence *e)
{
	size_t from = e->lines.n ? e->lines.v[e->lines.n - 1].at : 0;

	return check_part_at(c, e, dais_str_sub(e->words, from, e->words.n));
}

static void
report_missing(struct checker *c, const appearance_vec *v, size_t at, const char *mark)
{
	const struct dais_evidence *e = v->v[at].title;
	struct dais_str name = check_item_name(c, e);
	struct dais_place p = last_line(c, e);
	struct dais_diag *g = dais_diags_add(c->d, "R-TIME-03", DAIS_SEVERITY_ERROR, &p,
	    "%.*s comes up again in the timetable without “%s”", DAIS_STR_ARG(name), mark);

	check_also(c, g, v->v[0].title);
	dais_diag_set_hint(c->d, g, "other items that go on in a later sitting carry the mark");
}

static void
report_superfluous(struct checker *c, const struct appearance *a)
{
	struct dais_str name = check_item_name(c, a->title);
	struct dais_place p = check_place(c, a->mark);
	struct dais_diag *g = dais_diags_add(c->d, "R-TIME-03", DAIS_SEVERITY_ERROR, &p,
	    "%.*s is marked “%.*s” where the timetable names it first", DAIS_STR_ARG(name),
	    DAIS_STR_ARG(a->mark->words));

	check_also(c, g, a->title);
	dais_diag_add_edit(c->d, g, &p, DAIS_STR_NONE);
}

static struct table
table_of(struct checker *c)
{
	struct table t = { .bodies = c->r->record->agendas.n };

	if (t.bodies > COLUMNS_MAX)
		t.bodies = COLUMNS_MAX;
	t.of = DAIS_NEW_N(c->a, c->r->record->items.n * t.bodies + 1, appearance_vec);
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		if (c->r->evidence.v[i].part == DAIS_READING_TIMETABLE)
			take(c, &t, &c->r->evidence.v[i]);
	}
	return t;
}

/* How many items are marked where they are named first: many in the programme of a single day, or
 * of a second week. */
static size_t
begun_elsewhere(const struct checker *c, const struct table *t, size_t *ret_items)
{
	size_t n = 0;

	*ret_items = 0;
	for (size_t i = 0; i < c->r->record->items.n * t->bodies; i++) {
		*ret_items += t->of[i].n > 0;
		n += t->of[i].n && t->of[i].v[0].mark && !has_begun(c, t, t->of[i].v[0].title);
	}
	return n;
}

/* Whether two appearances stand in one sitting, as far as lines can tell. */
static bool
is_same_row(const struct dais_evidence *x, const struct dais_evidence *y)
{
	return x->page == y->page && x->line == y->line;
}

/* Whether appearance @at repeats the title that the item has first, or names its number alone. A
 * programme may count what each of its meetings takes up from 1 again, and another matter may come
 * under the same item. */
static bool
is_same_matter(const appearance_vec *v, size_t at)
{
	const struct dais_evidence *first = v->v[0].title, *e = v->v[at].title;

	return e->number_only || first->number_only ||
	       read_alike(first->value, e->value) >= ALIKE_MIN ||
	       read_contained(e->value, first->value) == 100;
}

static size_t
missing_marks(const appearance_vec *v)
{
	size_t n = 0;

	for (size_t k = 1; k < v->n; k++)
		n += !v->v[k].mark && !is_same_row(v->v[k].title, v->v[k - 1].title) &&
		     is_same_matter(v, k);
	return n;
}

/* A document that leaves out more marks than it has does not use them as a rule. */
void
check_continued(struct checker *c)
{
	struct table t = table_of(c);
	size_t items, begun = begun_elsewhere(c, &t, &items), missing = 0;
	const struct dais_evidence *mark = NULL;

	/* What stands under a wrong number is not found under the right one. */
	if (c->misnumbered)
		return;
	for (size_t i = 0; i < c->r->record->items.n * t.bodies && t.marks; i++) {
		for (size_t k = 0; k < t.of[i].n && !mark; k++)
			mark = t.of[i].v[k].mark;
	}
	for (size_t i = 0; i < c->r->record->items.n * t.bodies && mark; i++)
		missing += missing_marks(&t.of[i]);
	for (size_t i = 0; i < c->r->record->items.n * t.bodies && mark; i++) {
		const appearance_vec *v = &t.of[i];

		if (c->confused[i / t.bodies])
			continue;
		if (v->n && v->v[0].mark && !has_begun(c, &t, v->v[0].title) && begun * 4 <= items)
			report_superfluous(c, &v->v[0]);
		for (size_t k = 1; k < v->n && missing <= t.marks; k++) {
			if (!v->v[k].mark && !is_same_row(v->v[k].title, v->v[k - 1].title) &&
			    is_same_matter(v, k))
				report_missing(c, v, k, dais_arena_cstr(c->a, mark->words));
		}
	}
}
