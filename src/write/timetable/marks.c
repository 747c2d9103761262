/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks of changes on entries and sittings, and what was there before. A mark is a sign and words,
 * never a colour alone.
 */
#include "write/timetable/build_priv.h"

#include "base/err.h"
#include "text/text.h"

static const struct {
	const char *sign, *ascii, *phrase;
} marks[DAIS_TIMETABLE_MARK_COUNT] = {
	[DAIS_TIMETABLE_UNCHANGED] = { "", "", NULL },
	[DAIS_TIMETABLE_IS_NEW] = { "+", "+", "mark-new" },
	[DAIS_TIMETABLE_HAS_MOVED] = { "⇄", "<>", "mark-moved" },
	[DAIS_TIMETABLE_IS_LONGER] = { "▲", "^", "mark-longer" },
	[DAIS_TIMETABLE_IS_SHORTER] = { "▼", "v", "mark-shorter" },
	[DAIS_TIMETABLE_IS_CANCELLED] = { "×", "x", "mark-cancelled" },
	[DAIS_TIMETABLE_OTHER_ROOM] = { "◆", "#", "mark-room" },
};

const char *
dais_timetable_sign(enum dais_timetable_mark mark, bool ascii)
{
	DAIS_ASSERT((unsigned)mark < DAIS_TIMETABLE_MARK_COUNT);
	return ascii ? marks[mark].ascii : marks[mark].sign;
}

struct dais_str
dais_timetable_mark_words(enum dais_lang l, enum dais_timetable_mark mark)
{
	DAIS_ASSERT((unsigned)mark < DAIS_TIMETABLE_MARK_COUNT);
	return marks[mark].phrase ? dais_text_phrase(l, marks[mark].phrase) : DAIS_STR_NONE;
}

size_t
dais_timetable_dash_end(struct dais_str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = dais_str_decode(s, &at);

		if (cp == '-' || cp == 0x2013 || cp == 0x81F3) /* 至 */
			return at;
	}
	return s.n;
}

/* "moved; before: ..." */
static struct dais_str
remark(struct builder *b, enum dais_timetable_mark mark, const char *key, const char *slot,
    struct dais_str value)
{
	struct dais_str words = dais_timetable_mark_words(b->l, mark);
	struct dais_str more = dais_text_fill(b->a, b->l, b->opt->beside ? "other-plan" : key,
	    (const struct dais_slot[]){
		{ b->opt->beside ? "other" : slot, value }, { NULL, DAIS_STR_NONE } });

	b->t->marked = true;
	b->t->marks |= 1u << (unsigned)mark;
	if (b->opt->beside)
		return more;
	return dais_text_fill(b->a, b->l, "mark-and-more",
	    (const struct dais_slot[]){
		{ "mark", words }, { "more", more }, { NULL, DAIS_STR_NONE } });
}

static struct dais_str
when(struct builder *b, const struct dais_period *p)
{
	return dais_text_day_hours(b->a, b->l, p->start, p->end);
}

static void
mark_as(struct builder *b, const struct dais_timetable_change *c, struct dais_timetable_entry *e)
{
	switch (c->kind) {
	case DAIS_TIMETABLE_ADDED:
		e->mark = DAIS_TIMETABLE_IS_NEW;
		e->remark = b->opt->beside ? dais_text_phrase(b->l, "only-in-this-plan")
					   : dais_timetable_mark_words(b->l, e->mark);
		break;
	case DAIS_TIMETABLE_MOVED:
		e->mark = DAIS_TIMETABLE_HAS_MOVED;
		e->remark = remark(b, e->mark, "before-was", "before", when(b, &c->from));
		break;
	case DAIS_TIMETABLE_LONGER:
	case DAIS_TIMETABLE_SHORTER:
		e->mark = c->kind == DAIS_TIMETABLE_LONGER ? DAIS_TIMETABLE_IS_LONGER
							   : DAIS_TIMETABLE_IS_SHORTER;
		e->remark = remark(b, e->mark, "before-was", "before",
		    dais_text_duration(b->a, b->l, c->minutes_before));
		if (!e->minutes)
			e->minutes = c->minutes_after;
		break;
	case DAIS_TIMETABLE_DROPPED:
	case DAIS_TIMETABLE_ROOM:
	case DAIS_TIMETABLE_CHANGE_COUNT:
	default:
		return;
	}
	b->t->marked = true;
	b->t->marks |= 1u << (unsigned)e->mark;
}

static bool
is_at(const struct dais_period *p, const struct dais_local *start)
{
	return p->start.date.year && dais_local_cmp(p->start, *start) == 0;
}

static bool
shares_body(const dais_index_vec *x, const dais_index_vec *y)
{
	for (size_t i = 0; i < x->n; i++) {
		for (size_t k = 0; k < y->n; k++) {
			if (x->v[i] == y->v[k])
				return true;
		}
	}
	return x->n == 0 || y->n == 0;
}

void
dais_timetable_mark_entry(
    struct builder *b, const struct dais_sitting *sitting, struct dais_timetable_entry *e)
{
	const dais_timetable_change_vec *changes = b->opt->changes;

	for (size_t i = 0; changes && i < changes->n && e->mark == DAIS_TIMETABLE_UNCHANGED; i++) {
		const struct dais_timetable_change *c = &changes->v[i];

		if (c->item == e->item && is_at(&c->to, &sitting->start) &&
		    shares_body(&c->bodies, &sitting->bodies))
			mark_as(b, c, e);
	}
}

void
dais_timetable_mark_room(struct builder *b, const struct dais_sitting *sitting, struct group *g)
{
	const dais_timetable_change_vec *changes = b->opt->changes;

	for (size_t i = 0; changes && i < changes->n; i++) {
		const struct dais_timetable_change *c = &changes->v[i];

		if (c->kind != DAIS_TIMETABLE_ROOM || !is_at(&c->to, &sitting->start) ||
		    !shares_body(&c->bodies, &sitting->bodies))
			continue;
		g->mark = DAIS_TIMETABLE_OTHER_ROOM;
		g->remark = remark(b, g->mark, "before-was", "before",
		    dais_timetable_words(b->l, &c->room_before));
		return;
	}
}

/* The columns in which @c was seen before. */
static bool
ghost_columns(const struct builder *b, const struct dais_timetable_change *c, bool *has)
{
	bool any = false;

	if (b->opt->rooms) {
		size_t room = dais_timetable_room_column(b, &c->room_before);

		if (room == DAIS_NONE)
			return false;
		return has[room] = true;
	}
	for (size_t i = 0; i < c->bodies.n; i++) {
		if (b->column_of[c->bodies.v[i]] == DAIS_NONE)
			continue;
		has[b->column_of[c->bodies.v[i]]] = true;
		any = true;
	}
	return any;
}

void
dais_timetable_ghosts(struct builder *b, const struct dais_timetable_row *row, group_vec *ret)
{
	const dais_timetable_change_vec *changes = b->opt->changes;
	size_t first = ret->n;

	if (b->opt->beside) /* it stands in the other plan */
		return;
	for (size_t i = 0; changes && i < changes->n; i++) {
		const struct dais_timetable_change *c = &changes->v[i];
		bool *has = DAIS_NEW_N(b->a, b->t->columns.n, bool);
		struct dais_timetable_entry e = { .mark = DAIS_TIMETABLE_IS_CANCELLED };
		struct group *g = ret->n > first ? &ret->v[ret->n - 1] : NULL;

		if ((c->kind != DAIS_TIMETABLE_DROPPED && c->kind != DAIS_TIMETABLE_MOVED) ||
		    !is_at(&c->from, &row->start) || dais_local_cmp(c->from.end, row->end) != 0 ||
		    !ghost_columns(b, c, has))
			continue;
		dais_timetable_name(b, c->item, &c->bodies, &e);
		e.remark = dais_timetable_mark_words(b->l, e.mark);
		if (c->kind == DAIS_TIMETABLE_MOVED)
			e.remark =
			    remark(b, DAIS_TIMETABLE_HAS_MOVED, "now-is", "after", when(b, &c->to));
		if (!g || memcmp(g->has, has, b->t->columns.n * sizeof(*has)) != 0) {
			g = dais_vec_add(b->a, ret);
			g->sitting = DAIS_NONE;
			g->has = has;
		}
		dais_vec_push(b->a, &g->entries, e);
		b->t->marked = true;
		b->t->marks |= 1u << (unsigned)e.mark;
	}
}
