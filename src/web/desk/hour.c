/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fields for an hour. As with days (day.c), a browser's own field shows it as the browser is set up
 * for, "03:00 PM" on a French page, and some have no field for it at all.
 */
#include "text/text.h"
#include "text/typed.h"
#include "web/desk/desk_priv.h"

#define SHOWN_MAX 40 /* bytes of what was typed, in a sentence about it */
#define EXAMPLE (15 * 60 + 30)
#define NOON (12 * 60)

static struct dais_str
figures(struct dais_arena *a, int minute)
{
	return dais_arena_printf(a, "%02d:%02d", minute / 60, minute % 60);
}

void
dais_desk_typed_hour(struct dais_page *p, struct dais_str value)
{
	bool is_hour = false;
	int minute = 0;

	dais_desk_typed_words(p, dais_text_time(p->arena, p->language, EXAMPLE));
	if (value.n) {
		is_hour = dais_text_typed_hour(p->language, value, &minute) == DAIS_TYPED_HOUR;
		if (!is_hour)
			dais_xml_attr_c(&p->xml, "aria-invalid", "true");
	}
	dais_xml_attr(&p->xml, "data-hour", is_hour ? figures(p->arena, minute) : DAIS_STR_NONE);
	dais_xml_attr(&p->xml, "value",
	    is_hour && dais_str_eq(value, figures(p->arena, minute))
		? dais_text_time(p->arena, p->language, minute)
		: value);
}

void
dais_desk_written_hour(struct dais_page *p, struct dais_str value)
{
	int minute;

	dais_page_element(p, "output", "written");
	if (value.n && dais_text_typed_hour(p->language, value, &minute) == DAIS_TYPED_HOUR)
		dais_xml_text(&p->xml, figures(p->arena, minute));
	dais_xml_close(&p->xml);
}

/* ---- what is typed ---- */

static bool
refuse(const struct dais_page *p, enum dais_typed_hour said, int minute, struct dais_str typed,
    struct dais_str field, struct dais_err *err)
{
	struct dais_arena *a = p->arena;
	struct dais_str first = dais_text_time(a, p->language, minute % NOON);
	struct dais_str second = dais_text_time(a, p->language, minute % NOON + NOON);

	if (typed.n > SHOWN_MAX)
		typed = DAIS_STR("…");
	if (said == DAIS_TYPED_HOUR_AMBIGUOUS) {
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "%.*s: \"%.*s\" may be two hours, %.*s or %.*s", DAIS_STR_ARG(field),
		    DAIS_STR_ARG(typed), DAIS_STR_ARG(first), DAIS_STR_ARG(second));
		return dais_err_hint(err,
		    "Add a.m. or p.m., or write the hour in two figures: "
		    "%.*s or %.*s.",
		    DAIS_STR_ARG(figures(a, minute % NOON)),
		    DAIS_STR_ARG(figures(a, minute % NOON + NOON)));
	}
	if (said == DAIS_TYPED_HOUR_NONE_SUCH) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: no day has an hour \"%.*s\"",
		    DAIS_STR_ARG(field), DAIS_STR_ARG(typed));
		return dais_err_hint(err, "Hours go to 24:00, minutes to 59.");
	}
	first = dais_text_time(a, p->language, EXAMPLE);
	(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: \"%.*s\" is not an hour",
	    DAIS_STR_ARG(field), DAIS_STR_ARG(typed));
	return dais_err_hint(
	    err, "Write the hour and the minutes: %.*s or %s.", DAIS_STR_ARG(first), "15:30");
}

/* *@ret_minute: -1 when nothing is typed. */
static bool
read_hour(const struct dais_page *p, struct dais_str typed, enum dais_say field, int *ret_minute,
    struct dais_err *err)
{
	enum dais_typed_hour said;
	int minute = 0;

	*ret_minute = -1;
	typed = dais_str_trim(typed);
	if (!typed.n)
		return true;
	said = dais_text_typed_hour(p->language, typed, &minute);
	if (said != DAIS_TYPED_HOUR)
		return refuse(p, said, minute, typed, dais_page_say(p, field), err);
	*ret_minute = minute;
	return true;
}

bool
dais_desk_need_hour(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    int *ret_minute, struct dais_err *err)
{
	struct dais_str words = dais_page_say(p, field);

	if (!read_hour(p, typed, field, ret_minute, err))
		return false;
	return *ret_minute >= 0 || dais_err_set(err, DAIS_ERR_INVALID, "%.*s: the hour is missing",
				       DAIS_STR_ARG(words));
}

bool
dais_desk_read_clock(
    const struct dais_page *p, struct dais_str *typed, enum dais_say field, struct dais_err *err)
{
	int minute;

	if (!dais_desk_need_hour(p, *typed, field, &minute, err))
		return false;
	*typed = figures(p->arena, minute);
	return true;
}

void
dais_desk_put_typed_hour(const struct dais_page *p, struct dais_str typed, struct dais_json *w)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str words = DAIS_STR_NONE, problem = DAIS_STR_NONE;
	int minute;

	if (!read_hour(p, typed, DAIS_SAY_DESK_HOUR, &minute, &err))
		problem = dais_desk_problem(p, &err);
	if (minute >= 0)
		words = dais_text_time(p->arena, p->language, minute);
	/* The other way of writing it than the one that was typed. */
	if (minute >= 0 && dais_str_eq(words, dais_str_trim(typed)))
		words = figures(p->arena, minute);
	dais_json_object(w);
	dais_json_pair(w, "hour", minute < 0 ? DAIS_STR_NONE : figures(p->arena, minute));
	dais_json_pair(w, "words", words);
	dais_json_pair(w, "problem", problem);
	dais_json_end(w);
}
