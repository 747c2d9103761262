/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What stands around a timetable on a terminal: head, signs, totals, remarks.
 */
#include "text/text.h"
#include "write/timetable/text_priv.h"

void
dais_text_say(struct text *x, struct dais_str s, unsigned style)
{
	text_line_vec lines = { NULL, 0, 0 };

	dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0, s, style, dais_text_room(x, 0));
	dais_text_put_indented(x, &lines, 0);
}

unsigned
dais_text_room(const struct text *x, unsigned indent)
{
	return x->width - indent - (x->at_right ? 1 : 0);
}

void
dais_text_put_indented(struct text *x, const text_line_vec *lines, unsigned indent)
{
	for (size_t i = 0; i < lines->n; i++) {
		for (unsigned k = 0; k < indent && !x->rtl; k++)
			dais_buf_put_char(x->out, ' ');
		dais_text_put_line(x, &lines->v[i], x->at_right ? x->width - indent : 0);
		dais_buf_put_char(x->out, '\n');
	}
}

struct dais_str
dais_text_heading(struct text *x, const char *key)
{
	return dais_text_capitalise(x->a, x->l, dais_text_phrase(x->l, key));
}

void
dais_text_title(struct text *x, struct dais_str s, struct dais_str modality)
{
	const struct dais_timetable *t = x->t;

	if (modality.n)
		s = dais_text_fill(x->a, t->lang, "label-value",
		    (const struct dais_slot[]){
			{ "label", s }, { "value", modality }, { NULL, DAIS_STR_NONE } });
	dais_text_say(x, s, STYLE_BOLD);
	for (size_t i = 0; i < t->meetings.n; i++)
		dais_text_say(x, t->meetings.v[i], STYLE_PLAIN);
	if (t->place.n)
		dais_text_say(x, dais_timetable_place(t, x->a), STYLE_PLAIN);
	dais_buf_put_char(x->out, '\n');
}

void
dais_text_signs(struct text *x)
{
	struct dais_str s = DAIS_STR_NONE;

	if (!x->t->marked)
		return;
	for (unsigned m = 1; m < DAIS_TIMETABLE_MARK_COUNT; m++) {
		struct dais_str words =
		    dais_timetable_mark_words(x->l, (enum dais_timetable_mark)m);

		if (!(x->t->marks & 1u << m))
			continue;
		s = dais_arena_printf(x->a, "%.*s%s%s %.*s", DAIS_STR_ARG(s), s.n ? "   " : "",
		    dais_timetable_sign((enum dais_timetable_mark)m, x->ascii),
		    DAIS_STR_ARG(words));
	}
	dais_text_say(x, s, STYLE_MARK);
}

void
dais_text_totals(struct text *x)
{
	const struct dais_timetable *t = x->t;

	dais_buf_put_char(x->out, '\n');
	dais_text_say(x, dais_text_heading(x, "time-per-item"), STYLE_BOLD);
	for (size_t i = 0; i < t->totals.n; i++) {
		const struct dais_timetable_total *one = &t->totals.v[i];
		text_line_vec lines = { NULL, 0, 0 };

		dais_text_put_lines(x, &lines,
		    dais_arena_printf(x->a, "%.*s  ", DAIS_STR_ARG(one->number)),
		    STYLE_ITEM + one->colour,
		    dais_timetable_total_line(
			t, one->title, one->minutes, one->minutes_before, x->a),
		    STYLE_PLAIN, dais_text_room(x, 2));
		dais_text_put_indented(x, &lines, 2);
	}
	dais_text_say(x,
	    dais_timetable_total_line(
		t, dais_text_heading(x, "total"), t->total_minutes, t->total_minutes_before, x->a),
	    STYLE_BOLD);
}

void
dais_text_notes(struct text *x)
{
	if (!x->t->notes.n)
		return;
	dais_buf_put_char(x->out, '\n');
	dais_text_say(x, dais_text_heading(x, "remarks"), STYLE_BOLD);
	for (size_t i = 0; i < x->t->notes.n; i++) {
		text_line_vec lines = { NULL, 0, 0 };

		dais_text_put_lines(x, &lines, DAIS_STR("- "), STYLE_PLAIN, x->t->notes.v[i],
		    STYLE_PLAIN, dais_text_room(x, 0));
		dais_text_put_indented(x, &lines, 0);
	}
}
