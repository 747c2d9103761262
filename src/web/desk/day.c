/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fields for a day. What is typed is read here, for every form of the desk: a browser's own field
 * shows a date in the order the browser is set up for, and cannot be typed in words. The script
 * puts the browser's calendar beside the field, for those who would rather choose.
 */
#include "text/text.h"
#include "text/typed.h"
#include "web/desk/desk_priv.h"

#define SHOWN_MAX 80 /* bytes of what was typed, in a sentence about it */

static const struct dais_date example = { 2030, 5, 20 };

static bool
is_iso(struct dais_str s)
{
	struct dais_date day;

	return dais_date_parse(s, &day);
}

void
dais_desk_typed_words(struct dais_page *p, struct dais_str words)
{
	dais_xml_attr_c(&p->xml, "type", "text");
	dais_xml_attr_c(&p->xml, "dir", "auto");
	dais_xml_attr_c(&p->xml, "autocomplete", "off");
	dais_xml_attr_c(&p->xml, "spellcheck", "false");
	dais_xml_attr(
	    &p->xml, "placeholder", dais_desk_fill1(p, DAIS_SAY_DESK_DAY_EXAMPLE, "day", words));
}

void
dais_desk_typed(struct dais_page *p, const char *type, struct dais_str value)
{
	struct dais_date day = { .year = 0 };

	if (strcmp(type, "time") == 0) {
		dais_desk_typed_hour(p, value);
		return;
	}
	if (strcmp(type, "date") != 0) {
		dais_xml_attr_c(&p->xml, "type", type);
		dais_xml_attr(&p->xml, "value", value);
		return;
	}
	dais_desk_typed_words(p, dais_text_date(p->arena, p->language, example));
	dais_xml_attr(&p->xml, "data-pick", dais_page_say(p, DAIS_SAY_DESK_DAY_PICK));
	if (value.n && dais_text_typed_day(p->language, value, &day) != DAIS_TYPED_DAY) {
		dais_xml_attr_c(&p->xml, "aria-invalid", "true");
		day = (struct dais_date){ .year = 0 };
	}
	dais_xml_attr(&p->xml, "data-day",
	    dais_date_is_set(day) ? dais_date_print(p->arena, day) : DAIS_STR_NONE);
	dais_xml_attr(
	    &p->xml, "value", is_iso(value) ? dais_text_date(p->arena, p->language, day) : value);
}

/* ---- what is typed ---- */

struct typing {
	struct dais_arena *a;
	enum dais_lang l;
	struct dais_str typed; /* short enough for a sentence */
	struct dais_str field;
	struct dais_date day;
};

static struct dais_str
shorten(struct dais_arena *a, struct dais_str s)
{
	size_t at = 0, end = 0;

	while (at < s.n && at <= SHOWN_MAX) {
		end = at;
		(void)dais_str_decode(s, &at);
	}
	return at <= SHOWN_MAX ? s : dais_arena_concat(a, dais_str_sub(s, 0, end), DAIS_STR("…"));
}

static bool
refuse_unreadable(const struct typing *t, struct dais_err *err)
{
	struct dais_str words = dais_text_date(t->a, t->l, example);

	(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: \"%.*s\" is not a date",
	    DAIS_STR_ARG(t->field), DAIS_STR_ARG(t->typed));
	return dais_err_hint(err, "Write the day, the month and the year: %.*s, %s or %s.",
	    DAIS_STR_ARG(words), "20.05.2030", "2030-05-20");
}

static bool
refuse_without_year(const struct typing *t, struct dais_err *err)
{
	struct dais_str words = dais_text_date(t->a, t->l, example);

	(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: \"%.*s\" has no year",
	    DAIS_STR_ARG(t->field), DAIS_STR_ARG(t->typed));
	return dais_err_hint(
	    err, "Write the year in four figures, as in %.*s.", DAIS_STR_ARG(words));
}

static bool
refuse_ambiguous(const struct typing *t, struct dais_err *err)
{
	const struct dais_date other = { t->day.year, t->day.day, t->day.month };
	struct dais_str first = dais_text_date(t->a, t->l, t->day);
	struct dais_str second = dais_text_date(t->a, t->l, other);
	struct dais_str figures = dais_date_print(t->a, t->day);

	(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: \"%.*s\" may be two days, %.*s or %.*s",
	    DAIS_STR_ARG(t->field), DAIS_STR_ARG(t->typed), DAIS_STR_ARG(first),
	    DAIS_STR_ARG(second));
	return dais_err_hint(err, "Write the month as a word, or the year first: %.*s or %.*s.",
	    DAIS_STR_ARG(first), DAIS_STR_ARG(figures));
}

static bool
refuse_weekday(const struct typing *t, struct dais_err *err)
{
	struct dais_str right = dais_text_day(t->a, t->l, t->day);

	(void)dais_err_set(err, DAIS_ERR_INVALID,
	    "%.*s: \"%.*s\" names another day of the week; the calendar has %.*s",
	    DAIS_STR_ARG(t->field), DAIS_STR_ARG(t->typed), DAIS_STR_ARG(right));
	return dais_err_hint(err, "Correct the date or the day of the week.");
}

bool
dais_desk_read_day(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    struct dais_date *ret, struct dais_err *err)
{
	struct typing t = { .a = p->arena,
		.l = p->language,
		.typed = shorten(p->arena, dais_str_trim(typed)),
		.field = dais_page_say(p, field) };

	*ret = (struct dais_date){ .year = 0 };
	if (!t.typed.n)
		return true;
	switch (dais_text_typed_day(t.l, typed, &t.day)) {
	case DAIS_TYPED_DAY:
		*ret = t.day;
		return true;
	case DAIS_TYPED_WITHOUT_YEAR:
		return refuse_without_year(&t, err);
	case DAIS_TYPED_AMBIGUOUS:
		return refuse_ambiguous(&t, err);
	case DAIS_TYPED_OTHER_WEEKDAY:
		return refuse_weekday(&t, err);
	case DAIS_TYPED_NO_SUCH_DAY:
		(void)dais_err_set(err, DAIS_ERR_INVALID, "%.*s: the calendar has no day \"%.*s\"",
		    DAIS_STR_ARG(t.field), DAIS_STR_ARG(t.typed));
		return dais_err_hint(err, "Look how many days the month has.");
	default:
		return refuse_unreadable(&t, err);
	}
}

bool
dais_desk_need_day(const struct dais_page *p, struct dais_str typed, enum dais_say field,
    struct dais_date *ret, struct dais_err *err)
{
	struct dais_str words = dais_page_say(p, field);

	if (!dais_desk_read_day(p, typed, field, ret, err))
		return false;
	return dais_date_is_set(*ret) ||
	       dais_err_set(err, DAIS_ERR_INVALID, "%.*s: the day is missing", DAIS_STR_ARG(words));
}

bool
dais_desk_read_iso(
    const struct dais_page *p, struct dais_str *typed, enum dais_say field, struct dais_err *err)
{
	struct dais_date day;

	if (!dais_desk_read_day(p, *typed, field, &day, err))
		return false;
	*typed = dais_date_is_set(day) ? dais_date_print(p->arena, day) : DAIS_STR_NONE;
	return true;
}

void
dais_desk_put_typed(const struct dais_page *p, struct dais_str typed, struct dais_json *w)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_date day;
	struct dais_str problem = DAIS_STR_NONE;
	bool is_day;

	if (!dais_desk_read_day(p, typed, DAIS_SAY_TIMETABLE_DAY, &day, &err))
		problem = dais_desk_problem(p, &err);
	is_day = dais_date_is_set(day);
	dais_json_object(w);
	dais_json_pair(w, "day", is_day ? dais_date_print(p->arena, day) : DAIS_STR_NONE);
	dais_json_pair(
	    w, "date", is_day ? dais_text_date(p->arena, p->language, day) : DAIS_STR_NONE);
	dais_json_pair(
	    w, "words", is_day ? dais_text_day(p->arena, p->language, day) : DAIS_STR_NONE);
	dais_json_pair(w, "problem", problem);
	dais_json_end(w);
}
