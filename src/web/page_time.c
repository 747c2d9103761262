/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Moments, days and hours on pages.
 */
#include <stdlib.h>

#include "text/direction.h"
#include "text/text.h"
#include "web/site.h"

/* "+02:00" behind the local time, when the zone is known. */
static struct dais_str
machine_time(struct dais_page *p, struct dais_local at, struct dais_str zone)
{
	struct dais_str local = dais_local_print(p->arena, at);
	int east;

	if (at.minute < 0 || !zone.n || !dais_text_zone_offset(zone, at, &east))
		return local;
	return dais_arena_printf(p->arena, "%.*s%c%02d:%02d", DAIS_STR_ARG(local),
	    east < 0 ? '-' : '+', abs(east) / 60, abs(east) % 60);
}

/* No line ends between a figure and what it counts: "10 a.m.", "00 м.", "26 November". */
static void
put_bound(struct dais_page *p, struct dais_str words)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; i < words.n; i++) {
		if (words.p[i] == ' ' && i && words.p[i - 1] >= '0' && words.p[i - 1] <= '9')
			dais_buf_puts(&out, DAIS_NBSP);
		else
			dais_buf_put_char(&out, words.p[i]);
	}
	dais_xml_text(&p->xml, dais_buf_str(&out));
}

void
dais_page_time(struct dais_page *p, struct dais_local at, struct dais_str zone)
{
	dais_page_element(p, "time", at.minute < 0 ? NULL : "moment");
	dais_xml_attr(&p->xml, "datetime", machine_time(p, at, zone));
	put_bound(p, dais_text_opening(p->arena, p->language, at));
	dais_xml_close(&p->xml);
}

void
dais_page_instant(struct dais_page *p, int64_t at_ms)
{
	const struct dais_local at = dais_local_from_ms(at_ms);

	dais_page_element(p, "time", "moment");
	dais_xml_attr(&p->xml, "datetime",
	    dais_arena_concat(p->arena, dais_local_print(p->arena, at), DAIS_STR("Z")));
	put_bound(p, dais_text_opening(p->arena, p->language, at));
	dais_xml_text_c(&p->xml, DAIS_NBSP "UTC");
	dais_xml_close(&p->xml);
}

struct dais_str
dais_page_hours(const struct dais_page *p, int from, int to)
{
	return dais_text_alone(
	    p->arena, p->language, dais_text_time_range(p->arena, p->language, from, to));
}

void
dais_page_sitting(
    struct dais_page *p, struct dais_local start, struct dais_local end, struct dais_str zone)
{
	struct dais_str words = dais_text_day_hours(p->arena, p->language, start, end);
	struct dais_str hours =
	    start.minute < 0 || end.minute < 0
		? DAIS_STR_NONE
		: dais_text_time_range(p->arena, p->language, start.minute, end.minute);
	size_t day = dais_str_has_suffix(words, hours) ? words.n - hours.n : words.n;

	dais_page_element(p, "time", zone.n && hours.n ? "moment" : NULL);
	dais_xml_attr(&p->xml, "datetime", machine_time(p, start, zone));
	if (zone.n && hours.n)
		dais_xml_attr(&p->xml, "data-end", machine_time(p, end, zone));
	dais_xml_text(&p->xml, dais_str_sub(words, 0, day));
	if (day < words.n) {
		dais_page_element(p, "span", "clock");
		dais_xml_text(&p->xml, dais_str_sub(words, day, words.n));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

struct dais_str
dais_page_moment(const struct dais_page *p, int64_t at_ms)
{
	return dais_arena_printf(p->arena, "%.*s UTC",
	    DAIS_STR_ARG(dais_text_opening(p->arena, p->language, dais_local_from_ms(at_ms))));
}
