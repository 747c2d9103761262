/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates, hours and durations in words beside their fields: a browser shows a date in the order it
 * is set up for, not in that of the page, and "05/06/2023" is two days. The script asks for the
 * words again whenever the field changes.
 */
#include "text/text.h"
#include "text/typed.h"
#include "web/desk/desk_priv.h"

#define MINUTES_MAX 100000
#define DAY_ANSWER_MAX 8192 /* bytes */

/* Of "2022-05-23" and "23 mai 2022" the day, of "10:00" the hour, of "90" the duration; empty: it
 * is none of them. */
static struct dais_str
words_of(struct dais_arena *a, enum dais_lang l, struct dais_str value)
{
	struct dais_local at;
	struct dais_date day;
	int64_t minutes;

	if (dais_date_parse(value, &day))
		return dais_text_day(a, l, day);
	if (dais_local_parse(value, &at))
		return dais_text_opening(a, l, at);
	if (value.n == 5 &&
	    dais_local_parse(dais_arena_concat(a, DAIS_STR("2000-01-01T"), value), &at))
		return dais_text_time(a, l, at.minute);
	if (dais_str_to_int(value, 1, MINUTES_MAX, &minutes))
		return dais_text_duration(a, l, (unsigned)minutes);
	if (dais_text_typed_day(l, value, &day) == DAIS_TYPED_DAY)
		return dais_text_day(a, l, day);
	return DAIS_STR_NONE;
}

void
dais_desk_written(struct dais_page *p, struct dais_str value)
{
	dais_page_element(p, "output", "written");
	dais_xml_text(&p->xml, words_of(p->arena, p->language, value));
	dais_xml_close(&p->xml);
}

static void
answer_typed(struct dais_http_exchange *x, const struct dais_page *p, struct dais_str typed,
    void put(const struct dais_page *p, struct dais_str typed, struct dais_json *w))
{
	struct dais_buf out;
	struct dais_json w;

	dais_buf_init(&out, DAY_ANSWER_MAX);
	dais_json_begin(&w, &out, true);
	put(p, typed, &w);
	dais_json_finish(&w);
	dais_http_reply(
	    x, 200, "application/json", dais_arena_dup(dais_http_arena(x), dais_buf_str(&out)));
	dais_buf_release(&out);
}

void
dais_desk_get_written(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_buf_release(&p.out);
	dais_http_set_header(x, "Cache-Control", DAIS_STR("public, max-age=86400"));
	if (dais_http_query(x, "day").n) {
		answer_typed(x, &p, dais_http_query(x, "day"), dais_desk_put_typed);
		return;
	}
	if (dais_http_query(x, "hour").n) {
		answer_typed(x, &p, dais_http_query(x, "hour"), dais_desk_put_typed_hour);
		return;
	}
	dais_http_reply(x, 200, "text/plain; charset=utf-8",
	    words_of(dais_http_arena(x), p.language, dais_http_query(x, "value")));
}
