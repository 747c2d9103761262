/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two plans side by side: what is compared, and the text. Hours differ with the modality, so the
 * rows of the table are days; each half lists the sittings of its plan.
 */
#include "write/timetable/beside_priv.h"

#include "text/text.h"
#include "write/timetable/text_priv.h"

#define HALF_LEAST 24u /* columns of a plan; below, one stands under the other */

static struct dais_timetable *
view(const struct dais_timetable_pair *pair, bool after, enum dais_lang l, struct dais_arena *a)
{
	dais_timetable_change_vec changes = { NULL, 0, 0 };
	const dais_sitting_vec *own = after ? pair->after : pair->before;
	const dais_sitting_vec *other = after ? pair->before : pair->after;
	struct dais_timetable_options opt = { .name_modality = true,
		.modality = after ? pair->modality_after : pair->modality_before,
		.changes = &changes,
		.before = other,
		.beside = true,
		.notes = pair->notes };

	dais_timetable_compare(pair->record, other, own, a, &changes);
	return dais_timetable_new(pair->record, own, l, &opt, a);
}

/* The days of both, in order. */
static void
join_days(struct beside *b, struct dais_arena *a)
{
	size_t i = 0, k = 0;

	b->days = dais_arena_array(a, b->before->days.n + b->after->days.n, sizeof(*b->days));
	while (i < b->before->days.n || k < b->after->days.n) {
		const struct dais_timetable_day *x =
		    i < b->before->days.n ? &b->before->days.v[i] : NULL;
		const struct dais_timetable_day *y =
		    k < b->after->days.n ? &b->after->days.v[k] : NULL;
		int c = !x ? 1 : !y ? -1 : dais_date_cmp(x->date, y->date);

		b->days[b->n][0] = c <= 0 ? x : NULL;
		b->days[b->n++][1] = c >= 0 ? y : NULL;
		i += c <= 0;
		k += c >= 0;
	}
}

static struct dais_str
sentence(struct dais_arena *a, enum dais_lang l, struct dais_str s)
{
	return dais_arena_concat(
	    a, dais_text_capitalise(a, l, s), dais_text_phrase(l, "mark-stop"));
}

static void
state(const struct dais_timetable *t, struct dais_arena *a, dais_str_lines *ret)
{
	enum dais_lang l = t->lang;
	unsigned now = t->total_minutes, before = t->total_minutes_before;

	dais_vec_push(a, ret,
	    sentence(a, l,
		dais_text_fill(a, l, "total-time-before",
		    (const struct dais_slot[]){ { "after", dais_text_duration(a, l, now) },
			{ "before", dais_text_duration(a, l, before) },
			{ NULL, DAIS_STR_NONE } })));
	dais_vec_push(a, ret,
	    sentence(a, l,
		now < before ? dais_text_fill(a, l, "shortfall",
				   (const struct dais_slot[]){
				       { "difference", dais_text_duration(a, l, before - now) },
				       { NULL, DAIS_STR_NONE } })
			     : dais_text_phrase(l, "no-shortfall")));
}

void
dais_timetable_shortfall(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_arena *a, dais_str_lines *ret)
{
	state(view(pair, true, l, a), a, ret);
}

struct beside
dais_beside_new(const struct dais_timetable_pair *pair, enum dais_lang l, struct dais_arena *a)
{
	struct beside b = { .before = view(pair, false, l, a), .after = view(pair, true, l, a) };

	b.after->now_name = b.after->modality;
	b.after->before_name = b.before->modality;
	join_days(&b, a);
	state(b.after, a, &b.stated);
	return b;
}

struct dais_str
dais_beside_bodies(
    const struct dais_timetable *t, const struct dais_timetable_block *b, struct dais_arena *a)
{
	struct dais_str *names = DAIS_NEW_N(a, b->span, struct dais_str);

	if (b->span > 1 && b->span == t->columns.n)
		return dais_text_phrase(t->lang, "joint-sitting");
	for (size_t i = 0; i < b->span; i++)
		names[i] = t->columns.v[b->first + i].short_name;
	return dais_text_list(a, t->lang, names, b->span);
}

/* --- text ------------------------------------------------------------------------------------ */

/* The sittings of one plan on one day as lines. */
static void
day_lines(struct text *x, const struct dais_timetable *t, const struct dais_timetable_day *day,
    unsigned width, text_line_vec *ret)
{
	x->t = t;
	for (size_t i = 0; day && i < day->rows.n; i++) {
		const struct dais_timetable_row *row = &day->rows.v[i];

		if (i)
			(void)dais_vec_add(x->a, ret);
		dais_text_put_lines(x, ret, DAIS_STR_NONE, 0, row->hours, STYLE_BOLD, width);
		for (size_t k = 0; k < row->blocks.n; k++) {
			if (t->columns.n > 1)
				dais_text_put_lines(x, ret, DAIS_STR_NONE, 0,
				    dais_beside_bodies(t, &row->blocks.v[k], x->a), STYLE_FAINT,
				    width);
			dais_text_block(x, &row->blocks.v[k], width, ret);
		}
	}
}

static void
as_halves(struct text *x, const struct beside *b)
{
	struct text_band *above = dais_text_band(x);

	x->widths = DAIS_NEW_N(x->a, 2, unsigned);
	x->widths[0] = (x->width - 7) / 2;
	x->widths[1] = x->width - 7 - x->widths[0];
	for (size_t k = 0; k < 2; k++)
		dais_text_put_lines(x, &above->v[k]->lines, DAIS_STR_NONE, 0,
		    dais_text_capitalise(x->a, x->l, k ? b->after->modality : b->before->modality),
		    STYLE_BOLD, x->widths[k]);
	dais_text_put_rule(x, NULL, above);
	dais_text_put_band(x, above);
	for (size_t d = 0; d < b->n; d++) {
		const struct dais_timetable_day *any =
		    b->days[d][0] ? b->days[d][0] : b->days[d][1];
		struct text_band *day = dais_text_band(x), *halves = dais_text_band(x);

		dais_text_put_lines(x, &dais_text_cell(x, day, 0, 2)->lines, DAIS_STR_NONE, 0,
		    any->words, STYLE_BOLD, x->width - 4);
		dais_text_put_rule(x, above, day);
		dais_text_put_band(x, day);
		day_lines(x, b->before, b->days[d][0], x->widths[0], &halves->v[0]->lines);
		day_lines(x, b->after, b->days[d][1], x->widths[1], &halves->v[1]->lines);
		dais_text_put_rule(x, day, halves);
		dais_text_put_band(x, halves);
		above = halves;
	}
	dais_text_put_rule(x, above, NULL);
}

/* On a narrow terminal one plan stands under the other. */
static void
as_lists(struct text *x, const struct beside *b)
{
	for (size_t k = 0; k < 2; k++) {
		const struct dais_timetable *t = k ? b->after : b->before;

		dais_text_say(x, dais_text_capitalise(x->a, x->l, t->modality), STYLE_BOLD);
		for (size_t d = 0; d < t->days.n; d++) {
			text_line_vec lines = { NULL, 0, 0 };

			dais_text_say(x, t->days.v[d].words, STYLE_BOLD);
			day_lines(x, t, &t->days.v[d], dais_text_room(x, 2), &lines);
			dais_text_put_indented(x, &lines, 2);
			dais_buf_put_char(x->out, '\n');
		}
	}
}

void
dais_timetable_beside_text(const struct dais_timetable_pair *pair, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct beside b = dais_beside_new(pair, l, a);
	struct text x = { .t = b.after, .l = l, .columns = 2 };

	dais_text_start(&x, opt, out, a);
	dais_text_title(&x, dais_text_heading(&x, "plans-compared"), DAIS_STR_NONE);
	if (x.width >= 2 * HALF_LEAST + 7)
		as_halves(&x, &b);
	else
		as_lists(&x, &b);
	x.t = b.after;
	dais_text_totals(&x);
	dais_buf_put_char(out, '\n');
	for (size_t i = 0; i < b.stated.n; i++)
		dais_text_say(&x, b.stated.v[i], STYLE_PLAIN);
	dais_text_notes(&x);
}
