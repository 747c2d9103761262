/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A calendar on a terminal: a strip for each room and pool, one character a week.
 */
#include <stdio.h>

#include "write/timetable/calendar_priv.h"
#include "write/timetable/text_priv.h"

#define NAME_MOST 24u

/* The shades as characters: the higher, the more of the room is used. */
static const char *const blocks[CALENDAR_SHADES] = { "·", "▂", "▄", "▅", "▇", "█" };
static const char *const letters[CALENDAR_SHADES] = { ".", "1", "2", "3", "4", "#" };

static unsigned
names_width(const struct calendar_grid *g)
{
	unsigned most = 4;

	for (size_t i = 0; i < g->rows.n; i++) {
		unsigned n = dais_text_columns(g->rows.v[i].name);

		most = n > most ? n : most;
	}
	return most < NAME_MOST ? most : NAME_MOST;
}

/* @name cut or filled to @width columns. */
static void
put_name(struct text *x, struct dais_str name, unsigned width)
{
	dais_str_lines lines = dais_text_wrap(x->a, name, width, true);
	struct text_line line = { .text = lines.v[0] };

	x->rtl = dais_lang_is_rtl(x->l); /* keeps the name apart from the strip */
	dais_text_put_line(x, &line, width);
	x->rtl = false;
	dais_buf_puts(x->out, "  ");
}

/* Time runs from left to right in the strips of all languages.
 * The months over the weeks in which they begin, as numbers: "1   2    3". */
static void
put_months(struct text *x, const struct calendar_grid *g, size_t from, size_t to, unsigned width)
{
	unsigned free = 0;

	put_name(x, DAIS_STR_NONE, width);
	for (size_t w = from; w < to; w++) {
		struct dais_date first = g->weeks[w].monday, last = dais_date_add(first, 6);
		bool starts = w == from || first.day == 1 || first.month != last.month;
		char month[4];

		if (starts && !free) {
			int n = w == from ? first.month : last.month;

			(void)snprintf(month, sizeof(month), "%d", n);
			dais_buf_puts(x->out, month);
			free = (unsigned)strlen(month) - 1;
		} else if (free) {
			free--;
		} else {
			dais_buf_put_char(x->out, ' ');
		}
	}
	dais_buf_put_char(x->out, '\n');
}

static void
put_strips(struct text *x, const struct calendar_grid *g, size_t from, size_t to, unsigned width)
{
	put_months(x, g, from, to, width);
	for (size_t i = 0; i < g->rows.n; i++) {
		const struct calendar_row *row = &g->rows.v[i];
		unsigned used = 0, possible = 0;

		if (row->is_pool && (i == 0 || !g->rows.v[i - 1].is_pool))
			dais_buf_put_char(x->out, '\n');
		put_name(x, row->name, width);
		for (size_t w = from; w < to; w++) {
			dais_buf_puts(
			    x->out, (x->ascii ? letters : blocks)[dais_calendar_shade(row, w)]);
			used += row->used[w];
			possible += row->possible[w];
		}
		dais_buf_printf(x->out, "  %3u%%\n", possible ? used * 100 / possible : 0);
	}
}

static void
sitting_line(struct text *x, const struct calendar_grid *g, const struct dais_calendar_sitting *s)
{
	enum dais_timetable_mark mark = dais_calendar_mark_of(g, s);
	struct dais_local end = { s->start.date, dais_calendar_end(g->c, s) };
	struct dais_str name = dais_calendar_meeting_name(g->c, s->meeting, x->a);
	text_line_vec lines = { NULL, 0, 0 };

	dais_text_put_lines(x, &lines,
	    mark ? dais_arena_printf(x->a, "%s ", dais_timetable_sign(mark, x->ascii))
		 : DAIS_STR_NONE,
	    STYLE_MARK,
	    dais_text_fill(x->a, x->l, "label-value",
		(const struct dais_slot[]){
		    { "label", dais_text_day_hours(x->a, x->l, s->start, end) }, { "value", name },
		    { NULL, DAIS_STR_NONE } }),
	    STYLE_PLAIN, dais_text_room(x, 4));
	dais_text_put_indented(x, &lines, 4);
}

static void
put_weeks(struct text *x, const struct calendar_grid *g)
{
	for (size_t w = 0; w < g->n_weeks; w++) {
		size_t room = DAIS_NONE - 1;

		if (!g->weeks[w].n)
			continue;
		dais_buf_put_char(x->out, '\n');
		dais_text_say(x, dais_calendar_week_words(g, w), STYLE_BOLD);
		for (size_t i = 0; i < g->weeks[w].n; i++) {
			const struct dais_calendar_sitting *s = g->order[g->weeks[w].first + i];

			if (s->room != room) {
				text_line_vec lines = { NULL, 0, 0 };

				room = s->room;
				dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0,
				    room == DAIS_NONE ? DAIS_STR("–") : g->rows.v[room].name,
				    STYLE_FAINT, dais_text_room(x, 2));
				dais_text_put_indented(x, &lines, 2);
			}
			sitting_line(x, g, s);
		}
	}
}

void
dais_calendar_text(const struct dais_calendar_view *v, enum dais_lang l,
    const struct dais_timetable_text_options *opt, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct calendar_grid *g = dais_calendar_grid(v, l, a);
	struct dais_timetable head = {
		.lang = l, .marked = g->used_marks != 0, .marks = g->used_marks, .notes = v->notes
	};
	struct text x = { .t = &head, .l = l };
	unsigned names = names_width(g);
	size_t fit;

	dais_text_start(&x, opt, out, a);
	dais_text_say(&x, dais_calendar_title(g), STYLE_BOLD);
	dais_text_say(&x, dais_calendar_period_words(g), STYLE_PLAIN);
	dais_text_say(&x,
	    dais_text_capitalise(
		a, l, dais_text_count(a, l, "count-sittings", (unsigned)v->plan->sittings.n)),
	    STYLE_PLAIN);
	fit = x.width > names + 16 ? x.width - names - 8 : 8;
	for (size_t w = 0; w < g->n_weeks; w += fit) {
		dais_buf_put_char(out, '\n');
		put_strips(&x, g, w, w + fit < g->n_weeks ? w + fit : g->n_weeks, names);
	}
	x.rtl = dais_lang_is_rtl(l);
	dais_text_signs(&x);
	if (opt->totals)
		put_weeks(&x, g);
	dais_text_notes(&x);
}
