/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The use of rooms and teams as a picture: a strip each, a field a week. The more is used, the
 * darker the field, and the number of sittings stands in it.
 */
#include <stdio.h>

#include "write/timetable/calendar_priv.h"
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

#define MARGIN 24u
#define NAMES 210u
#define FIELD 21u
#define ROW 22u
#define TOP 96u
#define SHARE 56u
#define DARK 3u /* shades from here on take white figures */

static void
field(struct picture *p, const struct calendar_grid *g, const struct calendar_row *row, size_t w,
    unsigned x, unsigned y)
{
	struct picture_box b = { x, y, FIELD - 1, ROW - 1 };
	unsigned shade = dais_calendar_shade(row, w);
	struct dais_str words;

	dais_xml_open(&p->w, "g");
	dais_xml_elem(&p->w, "title", dais_calendar_use_words(g, row, w));
	dais_picture_box(p, &b, row->possible[w] ? dais_timetable_shades[shade] : "none", "#b9bdc3",
	    1, row->possible[w] ? NULL : "2 2");
	if (row->used[w]) {
		words = dais_arena_printf(p->a, "%u", row->used[w]);
		p->ink = shade >= DARK ? "#ffffff" : dais_timetable_ink;
		dais_picture_say(
		    p, x + (row->used[w] < 10 ? 7 : 3), y + ROW - 7, words, PICTURE_PLAIN);
		p->ink = dais_timetable_ink;
	}
	dais_xml_close(&p->w);
	dais_xml_newline(&p->w);
}

static void
strip(struct picture *p, const struct calendar_grid *g, const struct calendar_row *row, unsigned y)
{
	unsigned used = 0, possible = 0;
	dais_str_lines name = dais_picture_fold(p, row->name, NAMES - 12);

	dais_picture_say(p, MARGIN, y + ROW - 7, name.v[0], PICTURE_PLAIN);
	for (size_t w = 0; w < g->n_weeks; w++) {
		field(p, g, row, w, MARGIN + NAMES + FIELD * (unsigned)w, y);
		used += row->used[w];
		possible += row->possible[w];
	}
	dais_picture_say(p, MARGIN + NAMES + FIELD * (unsigned)g->n_weeks + 8, y + ROW - 7,
	    dais_arena_printf(p->a, "%u%%", possible ? used * 100 / possible : 0), PICTURE_BOLD);
}

static void
months(struct picture *p, const struct calendar_grid *g, unsigned y)
{
	unsigned free_from = 0;

	for (size_t w = 0; w < g->n_weeks; w++) {
		struct dais_date d = dais_date_add(g->weeks[w].monday, 3);
		unsigned x = MARGIN + NAMES + FIELD * (unsigned)w;
		struct dais_str name =
		    dais_text_capitalise(p->a, g->l, dais_text_month_alone(g->l, d.month));
		size_t slash = dais_str_find_char(name, '/', 0);

		if (w && d.day > 7)
			continue;
		if (slash != SIZE_MAX) /* Arabic months have two names; the field is narrow */
			name = dais_str_sub(name, slash + 1, name.n);
		if (x < free_from)
			continue;
		dais_picture_say(p, x, y, name, PICTURE_BOLD);
		free_from = x + dais_picture_length(p, name) + 6;
	}
}

bool
dais_calendar_picture(const struct dais_calendar_view *v, enum dais_lang l, struct dais_buf *out,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct calendar_grid *g = dais_calendar_grid(v, l, a);
	struct picture p = { .a = a, .l = l };
	unsigned y = TOP;

	p.width = 2 * MARGIN + NAMES + SHARE + FIELD * (unsigned)g->n_weeks;
	p.height = TOP + ROW * (unsigned)(g->rows.n + 1) + MARGIN;
	dais_picture_begin(&p, out, dais_calendar_title(g),
	    dais_arena_printf(a, "%.*s. %.*s. %.*s.",
		DAIS_STR_ARG(dais_text_capitalise(a, l, dais_text_phrase(l, "occupancy"))),
		DAIS_STR_ARG(dais_calendar_period_words(g)),
		DAIS_STR_ARG(
		    dais_text_count(a, l, "count-sittings", (unsigned)v->plan->sittings.n))));
	p.size = 20;
	dais_picture_say(&p, MARGIN, MARGIN + 14, dais_calendar_title(g), PICTURE_BOLD);
	p.size = PICTURE_SMALL;
	dais_picture_say(&p, MARGIN, MARGIN + 36, dais_calendar_period_words(g), PICTURE_PLAIN);
	months(&p, g, TOP - 8);
	for (size_t i = 0; i < g->rows.n; i++, y += ROW) {
		if (g->rows.v[i].is_pool && i && !g->rows.v[i - 1].is_pool)
			y += ROW / 2;
		strip(&p, g, &g->rows.v[i], y);
	}
	dais_picture_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "picture is too big");
	return true;
}
